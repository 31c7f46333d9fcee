package io.streammirror.publisher.scrub;

import io.streammirror.api.LostBlob;
import io.streammirror.scrub.ScrubPlan;
import io.streammirror.scrub.ScrubPolicy;
import io.streammirror.scrub.ScrubTarget;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** What status and metrics show of the scrub. Safe for use by several threads. */
@Singleton
class ScrubFigures {
    private final LongAdder bytes = new LongAdder();
    private final LongAdder damaged = new LongAdder();
    private volatile @Nullable Instant oldest;
    private volatile int late;
    private volatile long stored;
    private volatile List<LostBlob> lost = List.of();

    /** A listing of the store. */
    void planned(ScrubPlan plan, ScrubPolicy policy, Instant now) {
        oldest = plan.targets().stream()
                .map(ScrubTarget::verified)
                .min(Comparator.naturalOrder())
                .orElse(null);
        late = (int) plan.targets().stream()
                .filter(target -> policy.isLate(target, now))
                .count();
    }

    /** What the last check of repairs saw. */
    void checked(long storedBytes, List<LostBlob> lostBlobs) {
        stored = storedBytes;
        lost = List.copyOf(lostBlobs);
    }

    /** Bytes of all blobs; 0 while they are not known. */
    long stored() {
        return stored;
    }

    /** Damaged blobs that no source has at present. */
    List<LostBlob> lost() {
        return lost;
    }

    void read(long count) {
        bytes.add(count);
    }

    void damaged() {
        damaged.increment();
    }

    /** When the least recently verified blob was verified or stored; null while it is not known. */
    @Nullable
    Instant oldest() {
        return oldest;
    }

    /** Blobs whose deadline is over. */
    int late() {
        return late;
    }

    /** Bytes that this process has read to verify them. */
    long bytes() {
        return bytes.sum();
    }

    /** Damaged blobs that this process has found. */
    long found() {
        return damaged.sum();
    }
}
