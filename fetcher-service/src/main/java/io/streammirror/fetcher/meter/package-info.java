/** What a transfer counts and pays for: bytes, retries, and the shared bandwidth. */
@NullMarked
package io.streammirror.fetcher.meter;

import org.jspecify.annotations.NullMarked;
