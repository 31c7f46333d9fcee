/** How long to try again in place, and with which pauses. */
@NullMarked
package io.streammirror.fetcher.retry;

import org.jspecify.annotations.NullMarked;
