package io.streammirror.scrub;

import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.ObjectReader;
import io.streammirror.store.StoreKeys;
import io.streammirror.store.StoredObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * All stored blobs in the order in which they are verified: published ones first, and of each kind the least recently verified first.
 *
 * @param targets in that order; without those that are known to be damaged
 */
public record ScrubPlan(List<ScrubTarget> targets) {
    private static final Comparator<ScrubTarget> ORDER = Comparator.comparing(
                    (ScrubTarget target) -> !target.published())
            .thenComparing(ScrubTarget::verified)
            .thenComparing(ScrubTarget::sha256);

    public static final ScrubPlan EMPTY = new ScrubPlan(List.of());

    public ScrubPlan {
        targets = targets.stream().sorted(ORDER).toList();
    }

    /**
     * Lists the store.
     *
     * @param damaged blobs that wait for repair
     */
    public static ScrubPlan read(
            ObjectReader store, VerifiedTimes times, Predicate<Sha256> published, Set<Sha256> damaged) {
        var targets = new ArrayList<ScrubTarget>();
        store.list(StoreKeys.BLOBS, object -> StoreKeys.blobOf(object.key())
                .filter(sha256 -> !damaged.contains(sha256))
                .ifPresent(sha256 -> targets.add(target(sha256, object, times, published.test(sha256)))));
        return new ScrubPlan(targets);
    }

    /** A store that does not say when it got a blob leaves its age open: then it counts as old. */
    private static ScrubTarget target(Sha256 sha256, StoredObject object, VerifiedTimes times, boolean published) {
        @Nullable Instant modified = object.modified();
        Instant stored = modified == null ? Instant.EPOCH : modified;
        return new ScrubTarget(
                sha256, object.size(), times.of(sha256).filter(stored::isBefore).orElse(stored), published);
    }

    /** The blobs that a policy verifies now. */
    public List<ScrubTarget> due(ScrubPolicy policy, Instant now) {
        Duration lead = policy.lead(bytes());
        return targets.stream()
                .filter(target -> policy.isDue(target, now, lead))
                .toList();
    }

    /** The blobs that this filter admits and that were not verified since a time. */
    public List<ScrubTarget> before(Instant time, Predicate<Sha256> wanted) {
        return targets.stream()
                .filter(target -> target.verified().isBefore(time) && wanted.test(target.sha256()))
                .toList();
    }

    public long bytes() {
        return bytes(targets);
    }

    public static long bytes(List<ScrubTarget> targets) {
        return targets.stream().mapToLong(ScrubTarget::size).sum();
    }
}
