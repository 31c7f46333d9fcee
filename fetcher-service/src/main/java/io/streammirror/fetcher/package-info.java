/** The fetcher: takes fetch requests from the queue, streams, hashes, stores, reports. */
@NullMarked
package io.streammirror.fetcher;

import org.jspecify.annotations.NullMarked;
