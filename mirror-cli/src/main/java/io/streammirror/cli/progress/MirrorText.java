package io.streammirror.cli.progress;

import io.streammirror.api.MirrorStatus;
import io.streammirror.catalog.CatalogRefusal;
import io.streammirror.decision.Orders;
import io.streammirror.decision.Promotion;
import io.streammirror.decision.StandingOrder;
import io.streammirror.text.SafeText;
import java.util.ArrayList;
import java.util.List;

/** Words for the parts of a mirror's status; one line each, safe for a terminal. */
final class MirrorText {
    /** The reason must fit behind it, however long a name upstream invents. */
    private static final int MAX_NAME = 200;

    private MirrorText() {}

    static String of(MirrorStatus.Failure failure) {
        return SafeText.line((failure.path() == null
                        ? failure.sha256().hex()
                        : failure.path().value()) + ": " + failure.reason());
    }

    static String of(MirrorStatus.Withheld version) {
        return SafeText.line(SafeText.line(version.product(), MAX_NAME) + " " + version.version() + " is withheld: "
                + version.reason());
    }

    static String of(MirrorStatus.Delayed version) {
        return SafeText.line(version.product() + " " + version.version() + " until " + version.until());
    }

    static String of(CatalogRefusal place) {
        return SafeText.line(
                (place.stream() == null ? "index" : place.stream().value()) + place.pointer() + ": " + place.reason());
    }

    static String of(MirrorStatus.Objection objection) {
        return SafeText.line(objection.suspicion() + ": " + objection.reason());
    }

    static String of(Promotion promotion) {
        return SafeText.line("publication " + promotion.publication().abbreviated() + " of mirror " + promotion.from()
                + by(promotion.order()));
    }

    /** One line for each order that is in force. */
    static List<String> of(Orders orders) {
        var lines = new ArrayList<String>();
        if (orders.hold() != null) {
            lines.add("ON HOLD      no new version is published" + by(orders.hold()));
        }
        orders.rollbacks()
                .forEach(rollback ->
                        lines.add("ROLLED BACK  to publication " + rollback.to().abbreviated() + by(rollback.order())));
        orders.pins()
                .forEach(pin -> lines.add("PINNED       " + pin.product() + " to " + pin.version() + by(pin.order())));
        if (orders.images() != null && orders.images().versions() > 0) {
            lines.add("CUSTOM       " + orders.images().versions() + " versions of custom images"
                    + by(orders.images().order()));
        }
        return lines.stream().map(SafeText::line).toList();
    }

    /** The command that accepts a held change. */
    static String acceptCommand(MirrorStatus mirror, MirrorStatus.Held held) {
        return "mirror accept " + mirror.name() + " " + held.revision().abbreviated() + " --why '...'";
    }

    private static String by(StandingOrder order) {
        return ", by " + order.who() + " since " + order.since() + (order.why() == null ? "" : ": " + order.why());
    }
}
