package io.streammirror.store;

import io.streammirror.codec.Json;
import io.streammirror.simplestreams.Sha256;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** The records of damaged blobs in the store: what has one counts as missing until it was read again and found right. */
public final class DamageRecords {
    private static final long MAX_BYTES = 64 * 1024;

    private final ObjectStore store;

    public DamageRecords(ObjectStore store) {
        this.store = store;
    }

    /** The blobs that are known to be damaged. */
    public static Set<Sha256> list(ObjectReader store) {
        var damaged = new HashSet<Sha256>();
        store.list(
                StoreKeys.DAMAGED, object -> StoreKeys.damagedOf(object.key()).ifPresent(damaged::add));
        return damaged;
    }

    /** Records that the store returns other bytes for a blob, in place of an earlier record. */
    public void add(Sha256 sha256, DamagedBlob damage) {
        store.put(StoreKeys.damaged(sha256), Json.pretty(damage), ObjectAttributes.JSON);
    }

    /** Ends a record, because the blob was repaired or is gone. */
    public void remove(Sha256 sha256) {
        store.delete(StoreKeys.damaged(sha256));
    }

    /** Ends the record of a blob, if there is one, after a write that is known to have succeeded with verified bytes. */
    void replaced(Sha256 sha256) {
        if (store.head(StoreKeys.damaged(sha256)).isPresent()) {
            remove(sha256);
        }
    }

    /** The record of a blob; one that cannot be read matches no object, so that the blob is verified again. */
    public Optional<DamagedBlob> find(Sha256 sha256) {
        try {
            return Optional.of(Json.read(store.read(StoreKeys.damaged(sha256), MAX_BYTES), DamagedBlob.class));
        } catch (ObjectMissingException none) {
            return Optional.empty();
        } catch (UncheckedIOException | IllegalArgumentException unreadable) {
            return Optional.of(new DamagedBlob(DamagedBlob.FORMAT, -1, null, Instant.EPOCH, "the record is damaged"));
        }
    }

    /** Whether this object of a blob is the one that was found to be damaged, or nothing says which one was. */
    public boolean isDamaged(Sha256 sha256, StoredObject object) {
        return find(sha256)
                .filter(damage -> damage.size() < 0 || damage.isStill(object))
                .isPresent();
    }
}
