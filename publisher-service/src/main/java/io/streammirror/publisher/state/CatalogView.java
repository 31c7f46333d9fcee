package io.streammirror.publisher.state;

import io.streammirror.catalog.CatalogRefusal;
import io.streammirror.decision.Suspicion;
import io.streammirror.publisher.publication.Counts;
import io.streammirror.simplestreams.Sha256;
import java.time.Instant;
import java.util.List;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * The catalog that a mirror follows, and how much of it is stored.
 *
 * @param upstreamUpdated the newest time stamp that its streams carry; absent if upstream gives none
 * @param overridden what it was suspected of when an operator accepted it; usually nothing
 * @param refusals what of upstream's documents could not be taken
 */
public record CatalogView(
        Sha256 revision,
        Instant acceptedAt,
        @Nullable Instant upstreamUpdated,
        Counts counts,
        List<CatalogRefusal> refusals,
        SortedSet<Suspicion> overridden,
        Wanted wanted) {
    public CatalogView {
        refusals = List.copyOf(refusals);
    }
}
