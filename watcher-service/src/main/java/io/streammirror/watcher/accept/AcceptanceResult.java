package io.streammirror.watcher.accept;

import io.streammirror.catalog.CatalogDifference;
import io.streammirror.decision.HeldChange;
import io.streammirror.simplestreams.Sha256;

/** The decision about an upstream state. */
public sealed interface AcceptanceResult {
    /** The mirror follows it from now on. */
    record Accepted(Sha256 revision, CatalogDifference difference, Sha256 differenceBlob) implements AcceptanceResult {}

    /**
     * The mirror follows it already, or another state with the same content.
     *
     * @param revision of the catalog that is followed
     */
    record Unchanged(Sha256 revision) implements AcceptanceResult {}

    /** It is suspicious: the mirror stays as it is until an operator accepts the change. */
    record Held(HeldChange change, CatalogDifference difference) implements AcceptanceResult {}

    /**
     * It comes from a fallback that lags behind what the mirror follows, while the first source cannot be used. It is
     * not taken, and it is no reason for an alarm.
     */
    record OlderFallback(String reason) implements AcceptanceResult {}

    /** Another watcher decided meanwhile, perhaps on a newer state: upstream must be read again. */
    record Conflict() implements AcceptanceResult {}
}
