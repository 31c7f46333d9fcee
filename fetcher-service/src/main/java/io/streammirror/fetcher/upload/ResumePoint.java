package io.streammirror.fetcher.upload;

import io.streammirror.fetcher.claim.Progress;
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
 * From where another process could resume a blob: after the parts from the first one on that are both stored and hashed. Later parts would
 * have to be read again in any case, since the parts of an upload cannot be read back to be hashed.
 */
public final class ResumePoint {
    private final ItemDigests digests;
    private final List<UploadedPart> parts = new ArrayList<>();
    private final Map<Integer, Map<String, String>> states = new HashMap<>();
    private @Nullable Map<String, String> state;

    public ResumePoint(ItemDigests digests) {
        this.digests = digests;
    }

    /** Starts with the progress of an earlier attempt. */
    public void resume(Progress earlier) {
        parts.addAll(earlier.parts());
        state = earlier.digests();
    }

    /** To be called with each part right after it was hashed. */
    public void hashed(int index) {
        digests.state().ifPresent(now -> states.put(index, now));
    }

    /** Adds the parts that have been stored meanwhile, and returns the number of parts. */
    public int advance(BlobSink sink) throws InterruptedException {
        while (states.containsKey(parts.size())) {
            Optional<UploadedPart> stored = sink.stored(parts.size());
            if (stored.isEmpty()) {
                break;
            }
            state = states.remove(parts.size());
            parts.add(stored.get());
        }
        return parts.size();
    }

    /**
     * The progress to write down; empty as long as there is nothing to resume from.
     *
     * @param source from where the last bytes came
     * @param validator the state of the item at that source
     */
    public Optional<Progress> progress(
            Optional<UploadId> upload, int partSize, String source, Optional<String> validator) {
        if (parts.isEmpty() || state == null || upload.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Progress(upload.get(), partSize, parts, state, source, validator.orElse("")));
    }
}
