/** The scrub: stored blobs are read again by a deadline, and the damaged ones are recorded until they are repaired. */
@NullMarked
package io.streammirror.scrub;

import org.jspecify.annotations.NullMarked;
