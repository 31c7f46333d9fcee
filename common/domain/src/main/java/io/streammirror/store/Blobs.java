package io.streammirror.store;

import io.streammirror.simplestreams.Sha256;
import java.util.Map;

/** Content under its own hash: storing it twice changes nothing, and what is read back is what was stored. */
public final class Blobs {
    private final ObjectStore store;
    private final DamageRecords damage;

    public Blobs(ObjectStore store) {
        this.store = store;
        this.damage = new DamageRecords(store);
    }

    /** Stores a small document, unless it is there already, and answers its address. */
    public Sha256 storeDocument(byte[] body, String contentType) {
        var sha256 = Sha256.of(body);
        if (!contains(sha256, body.length)) {
            store.put(StoreKeys.blob(sha256), body, attributes(sha256, body.length, contentType));
            damage.replaced(sha256);
        }
        return sha256;
    }

    /** The attributes of every blob, so that one HEAD shows its nature. */
    public static ObjectAttributes attributes(Sha256 sha256, long size, String contentType) {
        return new ObjectAttributes(contentType, Map.of("sha256", sha256.hex(), "size", Long.toString(size)));
    }

    /** Whether the store holds this content with this size, and it is not known to be damaged. */
    public boolean contains(Sha256 sha256, long size) {
        return store.head(StoreKeys.blob(sha256))
                .filter(blob -> blob.size() == size)
                .filter(blob -> !damage.isDamaged(sha256, blob))
                .isPresent();
    }

    /**
     * A whole small blob.
     *
     * @param maxBytes what the caller is ready to hold in memory
     * @throws ObjectMissingException when it is not stored
     * @throws DamagedBlobException when the bytes do not have the hash that addresses them
     */
    public byte[] read(Sha256 sha256, long maxBytes) {
        byte[] body = store.read(StoreKeys.blob(sha256), maxBytes);
        var actual = Sha256.of(body);
        if (!actual.equals(sha256)) {
            throw new DamagedBlobException(sha256, actual);
        }
        return body;
    }
}
