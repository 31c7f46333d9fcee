package io.streammirror.cli.history;

import io.streammirror.decision.Decision;
import io.streammirror.decision.LogEntry;
import io.streammirror.mirror.MirrorName;
import io.streammirror.text.SafeText;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.stream.Collectors;

/** One line for an entry of the decision log, safe for a terminal. */
final class DecisionText {
    private static final int MAX_LENGTH = 2_000;

    private DecisionText() {}

    /** The mirror that a decision is about; empty for a decision about all, or of an unknown kind. */
    static Optional<MirrorName> mirror(Decision decision) {
        return decision instanceof Decision.OfMirror of ? Optional.of(of.mirror()) : Optional.empty();
    }

    static String of(LogEntry entry) {
        String mirror = mirror(entry.decision()).map(name -> name + "  ").orElse("");
        return SafeText.line(
                entry.sequence() + "  " + entry.time().truncatedTo(ChronoUnit.SECONDS) + "  " + mirror
                        + entry.decision().summary() + over(entry) + by(entry),
                MAX_LENGTH);
    }

    /** The suspicions that an operator accepted; the entry's state lists them. */
    private static String over(LogEntry entry) {
        if (!(entry.decision() instanceof Decision.CatalogAccepted accepted)) {
            return "";
        }
        var catalog = entry.state().mirror(accepted.mirror()).catalog();
        return catalog == null || catalog.overridden().isEmpty()
                ? ""
                : " over " + catalog.overridden().stream().map(Object::toString).collect(Collectors.joining(", "));
    }

    private static String by(LogEntry entry) {
        return (entry.who() == null ? "" : ", by " + entry.who()) + (entry.why() == null ? "" : ": " + entry.why());
    }
}
