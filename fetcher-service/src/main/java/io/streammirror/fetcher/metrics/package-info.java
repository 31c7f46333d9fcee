/** Metrics, progress events and traces of transfers. */
@NullMarked
package io.streammirror.fetcher.metrics;

import org.jspecify.annotations.NullMarked;
