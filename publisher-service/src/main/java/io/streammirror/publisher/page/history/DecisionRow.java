package io.streammirror.publisher.page.history;

import io.streammirror.decision.Decision;
import io.streammirror.decision.LogEntry;
import io.streammirror.mirror.MirrorName;
import io.streammirror.publisher.page.PageText;
import io.streammirror.text.SafeText;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A decision as the page shows it.
 *
 * @param words what was decided, without words of upstream or of people
 * @param detail what was decided in all words; for operators alone
 * @param who asked for it, null when the mirror itself did; for operators alone
 * @param why as given by that person; for operators alone
 */
record DecisionRow(
        long sequence,
        String time,
        String words,
        String detail,
        @Nullable String who,
        @Nullable String why,
        Optional<MirrorName> mirror) {
    static DecisionRow of(LogEntry entry) {
        Decision decision = entry.decision();
        return new DecisionRow(
                entry.sequence(),
                PageText.time(entry.time()),
                words(decision),
                SafeText.line(decision.summary()),
                entry.who() == null ? null : SafeText.line(entry.who()),
                entry.why() == null ? null : SafeText.line(entry.why()),
                decision instanceof Decision.OfMirror of ? Optional.of(of.mirror()) : Optional.empty());
    }

    /** The public knows that something was decided, and about which publication. */
    DecisionRow forPublic() {
        return new DecisionRow(sequence, time, words, words, null, null, mirror);
    }

    private static String words(Decision decision) {
        if (decision instanceof Decision.CatalogAccepted accepted) {
            return "Catalog " + accepted.revision().abbreviated() + " accepted";
        } else if (decision instanceof Decision.PublicationSwitched switched) {
            return "Publication " + switched.publication().abbreviated() + " live";
        } else if (decision instanceof Decision.UpstreamHeld) {
            return "Change of upstream held";
        } else if (decision instanceof Decision.UpstreamRefused) {
            return "Upstream refused";
        } else if (decision instanceof Decision.MirrorOnHold) {
            return "On hold";
        } else if (decision instanceof Decision.MirrorReleased) {
            return "Released";
        } else if (decision instanceof Decision.RolledBack back) {
            return "Rolled back to publication " + back.to().abbreviated();
        } else if (decision instanceof Decision.VersionPinned) {
            return "Version pinned";
        } else if (decision instanceof Decision.VersionUnpinned) {
            return "Version unpinned";
        } else if (decision instanceof Decision.ImageAdded) {
            return "Custom image added";
        } else if (decision instanceof Decision.ImageRemoved) {
            return "Custom image removed";
        } else if (decision instanceof Decision.Promoted promoted) {
            return "Publication " + promoted.publication().abbreviated() + " promoted from mirror " + promoted.from();
        } else if (decision instanceof Decision.TimeReset) {
            return "Time reset";
        }
        return "Other decision";
    }
}
