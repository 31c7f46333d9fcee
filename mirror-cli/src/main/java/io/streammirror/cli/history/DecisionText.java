package io.streammirror.cli.history;

import io.streammirror.decision.Decision;
import io.streammirror.decision.LogEntry;
import io.streammirror.decision.Objection;
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
        if (decision instanceof Decision.OfMirror of) {
            return Optional.of(of.mirror());
        }
        return Optional.empty();
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
        return order(decision);
    }

    private static String order(Decision decision) {
        if (decision instanceof Decision.MirrorHeld) {
            return "held: nothing new is published";
        }
        if (decision instanceof Decision.MirrorReleased released) {
            return "released from " + (released.hold() ? "a hold" : "")
                    + (released.hold() && released.rollbacks() > 0 ? " and " : "")
                    + (released.rollbacks() > 0 ? released.rollbacks() + " rollback(s)" : "");
        }
        if (decision instanceof Decision.RolledBack back) {
            return "rolled back to publication " + brief(back.to()) + " from " + brief(back.from());
        }
        if (decision instanceof Decision.VersionPinned pinned) {
            return "product " + pinned.product() + " pinned to version " + pinned.version();
        }
        if (decision instanceof Decision.VersionUnpinned unpinned) {
            return "product " + unpinned.product() + " no longer pinned to version " + unpinned.version();
        }
        if (decision instanceof Decision.ImageAdded added) {
            return "own image " + added.product() + " " + added.version() + " added, " + added.bytes() + " bytes";
        }
        if (decision instanceof Decision.ImageRemoved removed) {
            return "own image " + removed.product() + " removed: "
                    + removed.versions().stream().map(Object::toString).collect(Collectors.joining(", "));
        }
        if (decision instanceof Decision.Promoted promoted) {
            return "publication " + brief(promoted.publication()) + " of mirror " + promoted.from()
                    + " promoted, catalog "
                    + brief(promoted.revision())
                    + (promoted.rollbacks() == 0 ? "" : ", which ended " + promoted.rollbacks() + " rollback(s)");
        }
        if (decision instanceof Decision.SweepOpened opened) {
            return "sweep of " + opened.objects() + " objects opened, " + opened.bytes() + " bytes, plan "
                    + brief(opened.plan());
        }
        if (decision instanceof Decision.SweepClosed closed) {
            return "sweep closed, " + closed.deleted() + " objects deleted, plan " + brief(closed.plan());
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
