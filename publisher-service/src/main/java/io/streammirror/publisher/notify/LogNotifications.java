package io.streammirror.publisher.notify;

import io.streammirror.config.NotificationKind;
import io.streammirror.decision.Decision;
import io.streammirror.decision.LivePublication;
import io.streammirror.decision.LogEntry;
import io.streammirror.decision.LogState;
import io.streammirror.publisher.publication.Counts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The notifications of a log entry. The same entry always gives the same ones, in the same order. */
final class LogNotifications {
    private final Function<Decision.PublicationSwitched, Counts> counts;

    /**
     * @param counts of a publication
     */
    LogNotifications(Function<Decision.PublicationSwitched, Counts> counts) {
        this.counts = counts;
    }

    /**
     * The notifications of one entry.
     *
     * @param before the state that the entry changed
     */
    List<Notification> of(LogState before, LogEntry entry) {
        var found = new ArrayList<Notification>();
        if (entry.decision() instanceof Decision.PublicationSwitched switched) {
            found.add(new Notification(
                    NotificationKind.PUBLISHED,
                    switched.mirror(),
                    NotificationEvents.published(switched, counts.apply(switched))));
            LivePublication live = before.mirror(switched.mirror()).live();
            if (live != null && !live.signer().equals(switched.signer())) {
                found.add(new Notification(
                        NotificationKind.KEY_ROTATED,
                        switched.mirror(),
                        NotificationEvents.keyRotated(entry, switched, live.signer())));
            }
        } else if (entry.decision() instanceof Decision.UpstreamHeld held) {
            found.add(new Notification(NotificationKind.HELD, held.mirror(), NotificationEvents.held(entry, held)));
        } else if (entry.decision() instanceof Decision.BundleImported bundle
                && !bundle.objections().isEmpty()) {
            var held = new Decision.UpstreamHeld(
                    bundle.mirror(), bundle.revision(), bundle.difference(), bundle.objections());
            found.add(new Notification(NotificationKind.HELD, held.mirror(), NotificationEvents.held(entry, held)));
        } else if (entry.decision() instanceof Decision.BlobsDamaged damaged) {
            found.add(new Notification(
                    NotificationKind.DAMAGE_FOUND, null, NotificationEvents.damageFound(entry, damaged)));
        } else if (entry.decision() instanceof Decision.UpstreamRefused refused) {
            found.add(new Notification(
                    NotificationKind.REFUSED, refused.mirror(), NotificationEvents.refused(entry, refused)));
        }
        return found;
    }
}
