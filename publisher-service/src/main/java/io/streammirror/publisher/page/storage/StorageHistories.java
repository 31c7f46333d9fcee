package io.streammirror.publisher.page.storage;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.streammirror.api.ApiFormatException;
import io.streammirror.api.ApiJson;
import io.streammirror.api.StoragePoint;
import io.streammirror.store.ObjectAttributes;
import io.streammirror.store.ObjectMissingException;
import io.streammirror.store.ObjectStore;
import io.streammirror.store.StoreException;
import io.streammirror.store.StoreKeys;
import io.streammirror.store.StoreUnavailableException;
import io.streammirror.store.StoredObject;
import io.streammirror.text.SafeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.jboss.logging.Logger;

/**
 * Keeps the history in the store: each slot has an object with the whole history up to it, which is created once. Of several publishers one
 * creates it, and no compare-and-set is needed.
 */
final class StorageHistories {
    private static final Logger LOG = Logger.getLogger(StorageHistories.class);

    /** Raised only when older software could no longer read what is written. */
    static final String FORMAT = "storage-history:1";

    static final long MAX_BYTES = 1L << 20;

    /** One more than is needed, for readers that are at it. */
    static final int KEPT = 2;

    private final ObjectStore store;

    StorageHistories(ObjectStore store) {
        this.store = store;
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Form(String format, List<StoragePoint> points) {
        Form {
            points = points == null ? List.of() : points;
            for (StoragePoint point : points) {
                if (point == null || point.time() == null) {
                    throw new IllegalArgumentException("a point has no time");
                }
            }
            points = List.copyOf(points);
        }
    }

    /**
     * The newest history that can be read, with its slot.
     *
     * @param slot empty when there is none
     */
    record Stored(StorageHistory history, OptionalLong slot) {}

    /** Reads it; one that cannot be read counts as lost, and the one before it is taken. */
    Stored read() {
        List<String> keys = keys();
        for (int i = keys.size() - 1; i >= 0; i--) {
            Optional<StorageHistory> history = history(keys.get(i));
            if (history.isPresent()) {
                return new Stored(history.get(), newest(keys));
            }
        }
        return new Stored(StorageHistory.NONE, newest(keys));
    }

    /** The slot of the newest object, whether it can be read or not. */
    private static OptionalLong newest(List<String> keys) {
        return keys.isEmpty() ? OptionalLong.empty() : OptionalLong.of(slotOf(keys.get(keys.size() - 1)));
    }

    /** Adds a point; does nothing when another publisher has added one for its slot. */
    void add(StoragePoint point) {
        long slot = StorageHistory.slot(point.time());
        StorageHistory history = read().history().with(point);
        byte[] body = encode(history);
        if (store.create(key(slot), body, ObjectAttributes.JSON)) {
            prune();
        }
    }

    /** The oldest points go first where the limit of bytes needs it. */
    private static byte[] encode(StorageHistory history) {
        List<StoragePoint> points = history.points();
        byte[] body = ApiJson.write(new Form(FORMAT, points));
        while (body.length > MAX_BYTES && points.size() > 1) {
            points = points.subList(points.size() / 2, points.size());
            body = ApiJson.write(new Form(FORMAT, points));
        }
        return body;
    }

    private void prune() {
        List<String> keys = keys();
        keys.stream().limit(Math.max(0, keys.size() - KEPT)).forEach(store::delete);
    }

    private Optional<StorageHistory> history(String key) {
        try {
            Form form = ApiJson.read(store.read(key, MAX_BYTES), Form.class);
            return FORMAT.equals(form.format()) ? Optional.of(new StorageHistory(form.points())) : Optional.empty();
        } catch (StoreUnavailableException later) {
            throw later;
        } catch (ObjectMissingException pruned) {
            return Optional.empty();
        } catch (StoreException | ApiFormatException damaged) {
            LOG.warnf(
                    "The history of storage cannot be read and counts as lost object=%s reason=%s",
                    key, SafeText.reason(damaged));
            return Optional.empty();
        }
    }

    /** Oldest first. */
    private List<String> keys() {
        var keys = new ArrayList<String>();
        store.list(StoreKeys.STORAGE_HISTORY, (StoredObject object) -> {
            if (object.key().matches(StoreKeys.STORAGE_HISTORY + "[0-9]{12}\\.json")) {
                keys.add(object.key());
            }
        });
        return keys;
    }

    private static String key(long slot) {
        return String.format(Locale.ROOT, "%s%012d.json", StoreKeys.STORAGE_HISTORY, slot);
    }

    private static long slotOf(String key) {
        return Long.parseLong(key.substring(StoreKeys.STORAGE_HISTORY.length(), key.length() - ".json".length()));
    }
}
