package io.streammirror.upstream;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a reading found.
 *
 * @param bookmark what to show next time to learn that nothing is new
 * @param stale documents that are older than their index entries, and were taken all the same
 * @param refused documents and sources that were refused while the rest could be used
 * @param notes for people: what could not be used, and why
 * @param fromFallback whether the first source could not be used
 */
public record ReadResult(
        UpstreamSnapshot set,
        TreeValidators bookmark,
        Set<StaleDocument> stale,
        List<UpstreamException.Refused> refused,
        List<String> notes,
        boolean fromFallback) {
    public ReadResult {
        stale = Set.copyOf(stale);
        refused = List.copyOf(refused);
        notes = List.copyOf(notes);
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
        var allNotes = new ArrayList<>(Failover.notes(failures));
        allNotes.addAll(notes);
        return new ReadResult(set, bookmark, stale, allRefused, allNotes, !failures.isEmpty());
    }
}
