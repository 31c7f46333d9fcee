/** The live events of {@code GET /api/v1/events}: a bounded history, and the clients that follow it. */
@NullMarked
package io.streammirror.publisher.eventstream;

import org.jspecify.annotations.NullMarked;
