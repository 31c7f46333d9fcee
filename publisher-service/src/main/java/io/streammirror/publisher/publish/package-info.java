/** Makes publications live: signs, stores, reads back, judges, and switches by one entry in the log. */
@NullMarked
package io.streammirror.publisher.publish;

import org.jspecify.annotations.NullMarked;
