package io.streammirror.upstream;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The result of a reading.
 *
 * @param bookmark what to show next time to learn that nothing is new
 * @param stale documents that are older than their index entries, and were taken all the same
 * @param refused documents and sources that were refused while the rest could be used
 * @param failovers for people: sources that could not be used and why, the first source first; empty when the first one was used
 * @param notes for people: what of the documents was taken in another way than they say
 */
public record ReadResult(
        UpstreamSnapshot set,
        TreeValidators bookmark,
        Set<StaleDocument> stale,
        List<UpstreamException.Refused> refused,
        List<String> failovers,
        List<String> notes) {
    public ReadResult {
        stale = Set.copyOf(stale);
        refused = List.copyOf(refused);
        failovers = List.copyOf(failovers);
        notes = List.copyOf(notes);
    }

    /** Whether the first source could not be used. */
    public boolean fromFallback() {
        return !failovers.isEmpty();
    }

    /** Whether every document that the indexes name could be read. */
    public boolean isWhole() {
        return set.unreadable().isEmpty();
    }

    /** Whether the next reading must ask for every document, although the index stays the same. */
    public boolean isProvisional() {
        return !isWhole() || !stale.isEmpty();
    }

    /** The same reading after other sources had failed. */
    ReadResult after(List<UpstreamException> failures) {
        var allRefused = new ArrayList<>(refused);
        failures.stream()
                .filter(UpstreamException.Refused.class::isInstance)
                .map(UpstreamException.Refused.class::cast)
                .forEach(allRefused::add);
        return new ReadResult(set, bookmark, stale, allRefused, Failover.notes(failures), notes);
    }
}
