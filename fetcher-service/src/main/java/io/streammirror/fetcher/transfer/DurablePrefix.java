package io.streammirror.fetcher.transfer;

import io.streammirror.fetcher.checkpoint.Progress;
import io.streammirror.fetcher.digest.ItemDigests;
import io.streammirror.store.UploadId;
import io.streammirror.store.UploadedPart;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How much of an item one could go on from, in another process too: parts from the first on that are both stored and hashed. Those beyond
 * would have to be read again anyway, since an upload's parts cannot be read back to be hashed.
 */
final class DurablePrefix {
    private final ItemDigests digests;
    private final List<UploadedPart> parts = new ArrayList<>();
    private final Map<Integer, Map<String, String>> states = new HashMap<>();
    private @Nullable Map<String, String> state;

    DurablePrefix(ItemDigests digests) {
        this.digests = digests;
    }

    /** Begins with what an earlier try left. */
    void resume(Progress earlier) {
        parts.addAll(earlier.parts());
        state = earlier.digests();
    }

    /** To be called with each part right after it was hashed. */
    void hashed(int index) {
        digests.state().ifPresent(now -> states.put(index, now));
    }

    /** Counts the parts that have been stored meanwhile. */
    int advance(Destination destination) throws InterruptedException {
        while (states.containsKey(parts.size())) {
            Optional<UploadedPart> stored = destination.stored(parts.size());
            if (stored.isEmpty()) {
                break;
            }
            state = states.remove(parts.size());
            parts.add(stored.get());
        }
        return parts.size();
    }

    /** What to write down; empty while there is nothing to go on from. */
    Optional<Progress> progress(Optional<UploadId> upload, int partSize, Origin origin) {
        if (parts.isEmpty() || state == null || upload.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Progress(
                upload.get(),
                partSize,
                parts,
                state,
                origin.source(),
                origin.validator().orElse("")));
    }
}
