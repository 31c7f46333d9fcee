package io.streammirror.publisher.state;

import io.streammirror.simplestreams.Sha256;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Since when a mirror has wanted something of an accepted catalog that is not live.
 *
 * <p>It is memory of this process: after a restart, the time counts from the acceptance of the followed catalog. What orders and the
 * publication delay hold back does not count. Safe for use by several threads.
 */
final class Freshness {
    private Map<Sha256, Instant> missing = Map.of();
    private @Nullable Sha256 seen;
    private @Nullable Sha256 assembled;
    private @Nullable Instant unassembledSince;

    /** Notes what a mirror shows now. */
    synchronized void observe(MirrorView view, Instant now) {
        CatalogView catalog = view.catalog();
        if (catalog == null) {
            return;
        }
        boolean isNew = !catalog.revision().equals(seen);
        seen = catalog.revision();
        // A blob of a known catalog that goes missing was lost now, not when the catalog was accepted.
        Instant fresh = isNew ? catalog.acceptedAt() : now;
        var still = new HashMap<Sha256, Instant>();
        catalog.wanted().missing().keySet().forEach(sha256 -> still.put(sha256, missing.getOrDefault(sha256, fresh)));
        missing = still;
        if (view.assembly().from() != null) {
            assembled = view.assembly().from();
        }
        if (catalog.revision().equals(assembled)) {
            unassembledSince = null;
        } else if (unassembledSince == null) {
            unassembledSince = catalog.acceptedAt();
        }
    }

    /** The age of the oldest wanted state that is not live; zero while there is none. */
    synchronized Duration lag(Instant now) {
        return Stream.concat(missing.values().stream(), Optional.ofNullable(unassembledSince).stream())
                .min(Comparator.naturalOrder())
                .map(since -> Duration.between(since, now))
                .filter(age -> !age.isNegative())
                .orElse(Duration.ZERO);
    }
}
