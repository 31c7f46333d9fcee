/** Decides when to check a mirror and when to publish: events make it fast, the regular check makes it right. */
@NullMarked
package io.streammirror.publisher.schedule;

import org.jspecify.annotations.NullMarked;
