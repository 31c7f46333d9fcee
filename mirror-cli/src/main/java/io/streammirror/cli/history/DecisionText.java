package io.streammirror.cli.history;

import io.streammirror.log.Decision;
import io.streammirror.log.LogEntry;
import io.streammirror.log.Objection;
import io.streammirror.mirror.MirrorName;
import io.streammirror.simplestreams.Sha256;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.stream.Collectors;

/** Puts an entry of the log into words. */
final class DecisionText {
    private DecisionText() {}

    /** The mirror that an entry is about; empty for a decision of a kind that is not known here. */
    static Optional<MirrorName> mirror(Decision decision) {
        if (decision instanceof Decision.CatalogAccepted accepted) {
            return Optional.of(accepted.mirror());
        }
        if (decision instanceof Decision.PublicationSwitched switched) {
            return Optional.of(switched.mirror());
        }
        if (decision instanceof Decision.UpstreamHeld held) {
            return Optional.of(held.mirror());
        }
        return decision instanceof Decision.UpstreamRefused refused ? Optional.of(refused.mirror()) : Optional.empty();
    }

    static String of(LogEntry entry) {
        String mirror = mirror(entry.decision()).map(name -> name + "  ").orElse("");
        return entry.sequence() + "  " + entry.time().truncatedTo(ChronoUnit.SECONDS) + "  " + mirror + what(entry)
                + by(entry);
    }

    private static String what(LogEntry entry) {
        Decision decision = entry.decision();
        if (decision instanceof Decision.CatalogAccepted accepted) {
            return "catalog " + brief(accepted.revision()) + " accepted" + over(entry, accepted);
        }
        if (decision instanceof Decision.PublicationSwitched switched) {
            return "publication " + brief(switched.publication()) + " live, of catalog " + brief(switched.catalog());
        }
        if (decision instanceof Decision.UpstreamHeld held) {
            return "upstream held, revision " + brief(held.revision()) + ": "
                    + held.objections().stream().map(Objection::toString).collect(Collectors.joining("; "));
        }
        if (decision instanceof Decision.UpstreamRefused refused) {
            return "upstream refused: " + refused.reason()
                    + (refused.document() == null ? "" : " (kept as " + refused.document() + ")");
        }
        return "'" + ((Decision.Unknown) decision).type() + "', which this version does not know";
    }

    private static String over(LogEntry entry, Decision.CatalogAccepted accepted) {
        var catalog = entry.state().mirror(accepted.mirror()).catalog();
        return catalog == null || catalog.overridden().isEmpty()
                ? ""
                : " over " + catalog.overridden().stream().map(Object::toString).collect(Collectors.joining(", "));
    }

    private static String by(LogEntry entry) {
        return (entry.who() == null ? "" : ", by " + entry.who()) + (entry.why() == null ? "" : ": " + entry.why());
    }

    private static String brief(Sha256 hash) {
        return hash.hex().substring(0, 12);
    }
}
