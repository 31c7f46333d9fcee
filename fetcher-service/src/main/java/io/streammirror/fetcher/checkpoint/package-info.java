/**
 * Who is at a large blob and how far: small objects beside the blobs, so that one fetcher works on it at a time and the next one goes on
 * where a dead one stopped.
 */
@NullMarked
package io.streammirror.fetcher.checkpoint;

import org.jspecify.annotations.NullMarked;
