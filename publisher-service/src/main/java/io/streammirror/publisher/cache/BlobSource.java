package io.streammirror.publisher.cache;

import io.streammirror.simplestreams.Sha256;
import java.io.IOException;
import java.io.InputStream;

/** Where missing blobs come from. Reading may block, but for seconds at most before it fails. */
@FunctionalInterface
public interface BlobSource {
    /**
     * The bytes from an offset to the end; the caller closes the stream.
     *
     * @param size of the whole blob; a store that has another size is a failure
     */
    InputStream open(Sha256 blob, long offset, long size) throws IOException;

    /** The bytes of a blob had another hash. */
    default void suspect(Sha256 blob) {}
}
