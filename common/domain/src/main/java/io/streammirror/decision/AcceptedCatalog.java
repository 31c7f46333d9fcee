package io.streammirror.decision;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.streammirror.simplestreams.Sha256;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The catalog that a mirror follows.
 *
 * @param sequence of the log entry that accepted it
 * @param selectionHash the hash of the selection when the catalog was made: if it changes, so may the catalog
 * @param overridden what the state was suspected of when an operator accepted it; these are not raised against it again
 */
public record AcceptedCatalog(
        Sha256 revision,
        Instant acceptedAt,
        long sequence,
        @JsonProperty("wish") Sha256 selectionHash,
        SortedSet<Suspicion> overridden) {
    public AcceptedCatalog {
        overridden = Collections.unmodifiableSortedSet(new TreeSet<>(overridden));
    }

    /** A catalog without objections. */
    public AcceptedCatalog(Sha256 revision, Instant acceptedAt, long sequence, Sha256 selectionHash) {
        this(revision, acceptedAt, sequence, selectionHash, Collections.emptySortedSet());
    }
}
