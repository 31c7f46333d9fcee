/** Digests of an item over one pass of its bytes, with a state that can be saved and resumed. */
@NullMarked
package io.streammirror.fetcher.digest;

import org.jspecify.annotations.NullMarked;
