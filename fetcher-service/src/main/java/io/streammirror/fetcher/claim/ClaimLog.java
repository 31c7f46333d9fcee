package io.streammirror.fetcher.claim;

import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.ObjectAttributes;
import io.streammirror.store.ObjectMissingException;
import io.streammirror.store.ObjectStore;
import io.streammirror.store.StoreException;
import io.streammirror.store.StoreKeys;
import io.streammirror.store.StoreUnavailableException;
import io.streammirror.store.StoredObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The log of the claims on one blob: numbered objects that are created and never changed, of which the newest counts. */
final class ClaimLog {
    /** Ten thousand parts, with a reserve. */
    private static final long MAX_BYTES = 4L << 20;

    private static final Pattern ENTRY_KEY = Pattern.compile(".*/([0-9]{10})\\.json");

    private final ObjectStore store;
    private final Sha256 sha256;

    ClaimLog(ObjectStore store, Sha256 sha256) {
        this.store = store;
        this.sha256 = sha256;
    }

    /**
     * An entry that was found.
     *
     * @param number from 1
     */
    record Entry(long number, Checkpoint checkpoint) {}

    /** The newest entry; empty if no fetcher has claimed the blob. An unreadable one counts as lost. */
    Optional<Entry> newest() {
        while (true) {
            List<String> keys = keys();
            if (keys.isEmpty()) {
                return Optional.empty();
            }
            String key = keys.get(keys.size() - 1);
            try {
                Optional<Checkpoint> checkpoint = CheckpointCodec.decode(key, store.read(key, MAX_BYTES));
                return Optional.of(new Entry(number(key), checkpoint.orElse(Checkpoint.LOST)));
            } catch (ObjectMissingException deletedMeanwhile) {
                // The next listing finds what is there now.
            }
        }
    }

    /** Creates an entry; false if another fetcher did. */
    boolean create(long number, Checkpoint checkpoint) {
        String key = key(number);
        byte[] body = CheckpointCodec.encode(checkpoint);
        try {
            return store.create(key, body, ObjectAttributes.JSON);
        } catch (StoreUnavailableException lostResponse) {
            if (isStored(key, body, lostResponse)) {
                return true;
            }
            throw lostResponse;
        }
    }

    private boolean isStored(String key, byte[] body, StoreUnavailableException lostResponse) {
        try {
            return Arrays.equals(store.read(key, MAX_BYTES), body);
        } catch (StoreException unknown) {
            lostResponse.addSuppressed(unknown);
            return false;
        }
    }

    void delete(long number) {
        store.delete(key(number));
    }

    void deleteAll() {
        keys().forEach(store::delete);
    }

    String key(long number) {
        return StoreKeys.uploadStep(sha256, number);
    }

    private List<String> keys() {
        var keys = new ArrayList<String>();
        store.list(StoreKeys.uploadSteps(sha256), object -> addEntry(keys, object));
        return keys;
    }

    /** Foreign objects, such as temporary files of a store, do not count. */
    private static void addEntry(List<String> keys, StoredObject object) {
        if (ENTRY_KEY.matcher(object.key()).matches()) {
            keys.add(object.key());
        }
    }

    private static long number(String key) {
        return Long.parseLong(key.substring(key.lastIndexOf('/') + 1, key.length() - ".json".length()));
    }
}
