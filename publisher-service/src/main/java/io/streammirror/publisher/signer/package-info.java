/** Who signs: the key of a file, or a command that keeps its key to itself. */
@NullMarked
package io.streammirror.publisher.signer;

import org.jspecify.annotations.NullMarked;
