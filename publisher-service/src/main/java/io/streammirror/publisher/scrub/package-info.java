/** Verifies stored blobs, sees damaged ones repaired, and keeps them from being served. */
@NullMarked
package io.streammirror.publisher.scrub;

import org.jspecify.annotations.NullMarked;
