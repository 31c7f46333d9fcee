/** How a blob is divided into parts, and the memory that holds them. */
@NullMarked
package io.streammirror.fetcher.part;

import org.jspecify.annotations.NullMarked;
