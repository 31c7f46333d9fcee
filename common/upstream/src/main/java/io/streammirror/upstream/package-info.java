/** Bounded reading of upstream trees: read, verify, parse, take index and products as one set. */
@NullMarked
package io.streammirror.upstream;

import org.jspecify.annotations.NullMarked;
