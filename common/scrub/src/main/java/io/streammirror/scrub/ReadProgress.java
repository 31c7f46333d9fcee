package io.streammirror.scrub;

/** Called after each read. */
@FunctionalInterface
public interface ReadProgress {
    /**
     * Returns when the next bytes may be read.
     *
     * @param bytes that were read, at most {@link BlobVerifier#CHUNK}
     */
    void read(int bytes) throws InterruptedException;
}
