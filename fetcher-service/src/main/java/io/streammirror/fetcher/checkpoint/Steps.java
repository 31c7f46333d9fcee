package io.streammirror.fetcher.checkpoint;

import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.ObjectAttributes;
import io.streammirror.store.ObjectMissingException;
import io.streammirror.store.ObjectStore;
import io.streammirror.store.StoreException;
import io.streammirror.store.StoreKeys;
import io.streammirror.store.StoreUnavailableException;
import io.streammirror.store.StoredObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The steps of the work on one blob: objects that are created and never changed, of which the newest counts. */
final class Steps {
    /** Ten thousand parts, with room to spare. */
    private static final long MAX_BYTES = 4L << 20;

    /** Stands for a step that cannot be read: held by nobody, with nothing to resume from. */
    private static final Checkpoint LOST = new Checkpoint("", Instant.EPOCH, Optional.empty());

    private final ObjectStore store;
    private final Sha256 sha256;

    Steps(ObjectStore store, Sha256 sha256) {
        this.store = store;
        this.sha256 = sha256;
    }

    /**
     * A step that was found.
     *
     * @param number from 1
     */
    record Step(long number, Checkpoint checkpoint) {}

    Optional<Step> newest() {
        while (true) {
            List<String> keys = keys();
            if (keys.isEmpty()) {
                return Optional.empty();
            }
            String key = keys.get(keys.size() - 1);
            try {
                Checkpoint found =
                        CheckpointCodec.decode(store.read(key, MAX_BYTES)).orElse(LOST);
                return Optional.of(new Step(number(key), found));
            } catch (ObjectMissingException endedMeanwhile) {
                // The next look finds what there is now.
            }
        }
    }

    /** Creates a step; false when another fetcher did. */
    boolean create(long number, Checkpoint checkpoint) {
        String key = key(number);
        byte[] body = CheckpointCodec.encode(checkpoint);
        try {
            return store.create(key, body, ObjectAttributes.JSON);
        } catch (StoreUnavailableException lostAnswer) {
            if (isThere(key, body, lostAnswer)) {
                return true;
            }
            throw lostAnswer;
        }
    }

    private boolean isThere(String key, byte[] body, StoreUnavailableException lostAnswer) {
        try {
            return Arrays.equals(store.read(key, MAX_BYTES), body);
        } catch (StoreException unsettled) {
            lostAnswer.addSuppressed(unsettled);
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
        store.list(StoreKeys.uploadSteps(sha256), object -> addStep(keys, object));
        return keys;
    }

    /** Foreign objects, such as a store's temporary files, do not count. */
    private void addStep(List<String> keys, StoredObject object) {
        if (object.key().matches(".*/[0-9]{10}\\.json")) {
            keys.add(object.key());
        }
    }

    private static long number(String key) {
        return Long.parseLong(key.substring(key.lastIndexOf('/') + 1, key.length() - ".json".length()));
    }
}
