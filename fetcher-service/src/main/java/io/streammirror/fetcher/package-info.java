/**
 * The fetcher service. The way of a request: app, queue, handle, transfer, then download and upload over part, source,
 * digest and claim.
 */
@NullMarked
package io.streammirror.fetcher;

import org.jspecify.annotations.NullMarked;
