/** The log for whoever wants to see, or to check, what was decided. */
@NullMarked
package io.streammirror.publisher.history;

import org.jspecify.annotations.NullMarked;
