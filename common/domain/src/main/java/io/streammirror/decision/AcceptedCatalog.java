package io.streammirror.decision;

import io.streammirror.simplestreams.Sha256;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The catalog that a mirror follows.
 *
 * @param sequence of the log entry that accepted it
 * @param wish hash of what the operator wanted of which source; when that changes, so may the catalog, and nobody is surprised
 * @param overridden what the state was suspected of when an operator accepted it; these are not raised against it again
 */
public record AcceptedCatalog(
        Sha256 revision, Instant acceptedAt, long sequence, Sha256 wish, SortedSet<Suspicion> overridden) {
    public AcceptedCatalog {
        overridden = Collections.unmodifiableSortedSet(new TreeSet<>(overridden));
    }

    /** A catalog that nobody objected to. */
    public AcceptedCatalog(Sha256 revision, Instant acceptedAt, long sequence, Sha256 wish) {
        this(revision, acceptedAt, sequence, wish, Collections.emptySortedSet());
    }
}
