/** The share group: acquires requests, renews their locks, acknowledges them, and processes them in batches. */
@NullMarked
package io.streammirror.fetcher.queue;

import org.jspecify.annotations.NullMarked;
