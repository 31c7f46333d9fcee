package io.streammirror.scrub;

import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.ObjectMissingException;
import io.streammirror.store.ObjectReader;
import io.streammirror.store.StoreException;
import io.streammirror.store.StoreKeys;
import io.streammirror.store.StoreUnavailableException;
import io.streammirror.store.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Optional;

/** Reads a blob from the store and compares its hash, with the memory of one chunk. */
public final class BlobVerifier {
    /** Bytes of one read. */
    public static final int CHUNK = 128 * 1024;

    /** A wrong cable or memory gives another hash each time; a wrong disk gives the same one. Neither is decided by one reading. */
    static final int MAX_READINGS = 3;

    private final ObjectReader store;

    public BlobVerifier(ObjectReader store) {
        this.store = store;
    }

    /**
     * Reads until one reading is right, three times at most.
     *
     * @throws StoreUnavailableException when the store does not answer; then nothing is known of the blob
     */
    public Verdict verify(Sha256 sha256, ReadProgress progress) throws InterruptedException {
        String key = StoreKeys.blob(sha256);
        Optional<StoredObject> object = store.head(key);
        if (object.isEmpty()) {
            return new Verdict.Absent();
        }
        String reason = "";
        for (int reading = 1; reading <= MAX_READINGS; reading++) {
            try {
                Sha256 actual = hash(key, progress);
                if (actual.equals(sha256)) {
                    return new Verdict.Intact(reading);
                }
                reason = object.get().size() + " bytes with sha256 " + actual;
            } catch (ObjectMissingException gone) {
                return new Verdict.Absent();
            } catch (StoreUnavailableException unknown) {
                throw unknown;
            } catch (IOException | StoreException unread) {
                return new Verdict.Unread(String.valueOf(unread.getMessage()));
            }
        }
        return store.head(key).equals(object)
                ? new Verdict.Damaged(object.get(), reason)
                : new Verdict.Unread("it was replaced while it was read");
    }

    private Sha256 hash(String key, ReadProgress progress) throws IOException, InterruptedException {
        MessageDigest digest = Sha256.newDigest();
        byte[] chunk = new byte[CHUNK];
        try (InputStream in = store.open(key, 0)) {
            for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
                digest.update(chunk, 0, count);
                progress.read(count);
            }
        }
        return Sha256.ofDigest(digest.digest());
    }
}
