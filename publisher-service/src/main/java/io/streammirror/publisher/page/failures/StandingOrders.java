package io.streammirror.publisher.page.failures;

import io.streammirror.api.MirrorStatus;
import io.streammirror.decision.Orders;
import io.streammirror.decision.Pin;
import io.streammirror.decision.StandingOrder;
import io.streammirror.publisher.page.PageText;
import io.streammirror.text.SafeText;
import java.util.ArrayList;
import java.util.List;

/** The orders that are in force, each with the command that ends it. */
final class StandingOrders {
    /** Names that a shell takes as one word. */
    private static final String PLAIN = "[A-Za-z0-9._:+/-]+";

    private StandingOrders() {}

    static List<FailuresView.Standing> of(MirrorStatus mirror) {
        Orders orders = mirror.orders();
        String name = mirror.name().value();
        var standing = new ArrayList<FailuresView.Standing>();
        if (orders.hold() != null) {
            standing.add(new FailuresView.Standing(
                    "On hold: no new version of upstream is published",
                    by(orders.hold()),
                    "mirror release " + name + " --only hold --why '…'"));
        }
        orders.rollbacks()
                .forEach(back -> standing.add(new FailuresView.Standing(
                        "Rolled back to publication " + back.to().abbreviated() + "; newer versions are withdrawn",
                        by(back.order()),
                        "mirror release " + name + " --only rollback --why '…'")));
        orders.pins().forEach(pin -> standing.add(pinned(name, pin)));
        if (orders.images() != null && orders.images().versions() > 0) {
            standing.add(new FailuresView.Standing(
                    PageText.count(orders.images().versions(), "version") + " of custom images",
                    by(orders.images().order()),
                    ""));
        }
        return standing;
    }

    private static FailuresView.Standing pinned(String mirror, Pin pin) {
        return new FailuresView.Standing(
                "Product " + PageText.name(pin.product()) + " is pinned to version " + PageText.name(pin.version()),
                by(pin.order()),
                "mirror unpin " + mirror + " " + word(pin.product().value()) + " --why '…'");
    }

    /** A foreign name as a shell must see it, so that nothing in it is a command. */
    private static String word(String name) {
        return name.matches(PLAIN) ? name : "'" + SafeText.line(name).replace("'", "'\\''") + "'";
    }

    private static String by(StandingOrder order) {
        return "by " + SafeText.line(order.who()) + " since " + PageText.time(order.since())
                + (order.why() == null ? "" : ": " + SafeText.line(order.why()));
    }
}
