/** Reads a stored tree back as a client would, and says why it must not go live. */
@NullMarked
package io.streammirror.publisher.verify;

import org.jspecify.annotations.NullMarked;
