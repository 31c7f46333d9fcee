/** The digests of items, and their state half-way, which outlives a process. */
@NullMarked
package io.streammirror.fetcher.digest;

import org.jspecify.annotations.NullMarked;
