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
                DecisionTitles.of(decision),
                SafeText.line(decision.summary()),
                entry.who() == null ? null : SafeText.line(entry.who()),
                entry.why() == null ? null : SafeText.line(entry.why()),
                decision instanceof Decision.OfMirror of ? Optional.of(of.mirror()) : Optional.empty());
    }

    /** The public knows that something was decided, and about which publication. */
    DecisionRow forPublic() {
        return new DecisionRow(sequence, time, words, words, null, null, mirror);
    }
}
