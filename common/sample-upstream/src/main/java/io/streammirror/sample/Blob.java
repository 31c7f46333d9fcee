package io.streammirror.sample;

import io.streammirror.simplestreams.Sha256;
import java.io.ByteArrayInputStream;
import java.io.InputStream;

/** Content that can be read any number of times, from any byte on. */
public interface Blob {
    long size();

    Sha256 sha256();

    /**
     * A fresh stream of the bytes from an offset on.
     *
     * @param from between zero and {@link #size()}
     */
    InputStream openAt(long from);

    /** Content in memory; the array must not change afterwards. */
    static Blob of(byte[] bytes) {
        Sha256 sha256 = Sha256.of(bytes);
        return new Blob() {
            @Override
            public long size() {
                return bytes.length;
            }

            @Override
            public Sha256 sha256() {
                return sha256;
            }

            @Override
            public InputStream openAt(long from) {
                int offset = Math.toIntExact(from);
                return new ByteArrayInputStream(bytes, offset, bytes.length - offset);
            }
        };
    }

    /** Content that is generated while it is read, the same for the same seed; hashed once, here. */
    static Blob generated(String seed, long size) {
        return GeneratedBlob.of(seed, size);
    }
}
