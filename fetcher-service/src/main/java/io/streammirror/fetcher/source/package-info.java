/** Reads items from HTTP sources: requests, redirects, connection limits, and the health of hosts. */
@NullMarked
package io.streammirror.fetcher.source;

import org.jspecify.annotations.NullMarked;
