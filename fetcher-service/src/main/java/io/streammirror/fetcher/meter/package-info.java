/** Counts the bytes and retries of a transfer, and its use of the shared bandwidth. */
@NullMarked
package io.streammirror.fetcher.meter;

import org.jspecify.annotations.NullMarked;
