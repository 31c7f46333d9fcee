/** Fetches one blob from its sources into the store, with retries, sources in turn, and claims for large blobs. */
@NullMarked
package io.streammirror.fetcher.transfer;

import org.jspecify.annotations.NullMarked;
