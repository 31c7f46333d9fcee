/** Decides when to look and when to publish: events make it fast, the regular look makes it right. */
@NullMarked
package io.streammirror.publisher.trigger;

import org.jspecify.annotations.NullMarked;
