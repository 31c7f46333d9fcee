package io.streammirror.lint;

import io.streammirror.simplestreams.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/** Reads a body to its end for its length and hash, in pieces of bounded size. */
final class BodyDigest {
    private static final int BUFFER = 64 * 1024;

    private final InputStream body;
    private final MessageDigest sha256 = Sha256.newDigest();
    private final byte[] buffer = new byte[BUFFER];
    private long bytes;

    BodyDigest(InputStream body) {
        this.body = body;
    }

    /** Reads what is there, at least one byte; false at the end. */
    boolean advance() throws IOException {
        int read = body.read(buffer);
        if (read < 0) {
            return false;
        }
        sha256.update(buffer, 0, read);
        bytes += read;
        return true;
    }

    long bytes() {
        return bytes;
    }

    /** Of what was read; only to be asked once. */
    String hex() {
        return Sha256.ofDigest(sha256.digest()).hex();
    }
}
