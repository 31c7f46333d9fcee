package io.streammirror.decision;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.streammirror.simplestreams.Sha256;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * An upstream state that waits for an operator's word; all that is needed to follow it is stored already.
 *
 * @param revision of the catalog that would be followed
 * @param difference address of its item-level difference to the catalog that is followed
 * @param selectionHash see {@link AcceptedCatalog#selectionHash}
 * @param marks what following it would make the newest state seen
 * @param since when this state was first held for these reasons
 */
public record HeldChange(
        Sha256 revision,
        Sha256 difference,
        @JsonProperty("wish") Sha256 selectionHash,
        UpstreamMarks marks,
        List<Objection> objections,
        Instant since) {
    public HeldChange {
        objections = Objection.bounded(objections);
        if (objections.isEmpty()) {
            throw new IllegalArgumentException("change to catalog " + revision + " is held without any objection");
        }
    }

    /** The same without the oldest mark of a stream. */
    HeldChange withoutOldestMark() {
        return new HeldChange(revision, difference, selectionHash, marks.withoutOldest(), objections, since);
    }

    /** The suspicions about the state, each once. */
    public SortedSet<Suspicion> suspicions() {
        return suspicions(objections);
    }

    /** Whether it is this state that is held, for reasons of the same kinds. */
    public boolean isFor(Sha256 other, List<Objection> reasons) {
        return revision.equals(other) && suspicions().equals(suspicions(reasons));
    }

    private static SortedSet<Suspicion> suspicions(List<Objection> objections) {
        var suspicions = new TreeSet<Suspicion>();
        objections.forEach(objection -> suspicions.add(objection.suspicion()));
        return Collections.unmodifiableSortedSet(suspicions);
    }
}
