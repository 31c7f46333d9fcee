/** Handles one request: has its blob fetched, publishes the result, and keeps dead letters. */
@NullMarked
package io.streammirror.fetcher.handle;

import org.jspecify.annotations.NullMarked;
