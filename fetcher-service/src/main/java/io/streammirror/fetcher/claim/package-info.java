/** Claims on large blobs in the store: one fetcher works on a blob at a time, and the next one resumes where a dead one stopped. */
@NullMarked
package io.streammirror.fetcher.claim;

import org.jspecify.annotations.NullMarked;
