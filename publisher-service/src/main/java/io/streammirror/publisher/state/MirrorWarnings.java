package io.streammirror.publisher.state;

import io.streammirror.config.MirrorSettings;
import io.streammirror.decision.HeldChange;
import io.streammirror.decision.Orders;
import io.streammirror.decision.StandingOrder;
import io.streammirror.openpgp.Weakness;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Puts into words what is not as it should be: weak trust by configuration, changes that are held or were accepted over a suspicion. */
final class MirrorWarnings {
    private MirrorWarnings() {}

    static List<String> of(MirrorSettings settings, MirrorView view) {
        var warnings = new ArrayList<String>();
        if (settings.unsigned()) {
            warnings.add("Its upstream is taken without any signature.");
        }
        if (settings.pinsOneOfSeveral()) {
            warnings.add("One of the "
                    + settings.keyring().orElseThrow().fingerprints().size()
                    + " keys of its keyring is pinned: its upstream is refused as soon as another of them signs a document."
                    + " Pin all keys that may sign.");
        }
        if (!settings.allow().isEmpty()) {
            warnings.add("Weaknesses of upstream's signatures are let pass: " + labels(settings.allow()) + ".");
        }
        if (!settings.unfitStreams().isEmpty()) {
            warnings.add(
                    "Streams are published whether MAAS can read them or not, and MAAS 3.8 refuses a source for one that it cannot: "
                            + String.join(", ", settings.unfitStreams()) + ".");
        }
        HeldChange held = view.held();
        if (held != null) {
            warnings.add("A change of upstream is held since " + held.since() + ": "
                    + held.objections().stream().map(Object::toString).collect(Collectors.joining("; ")) + ".");
        }
        if (view.catalog() != null && !view.catalog().overridden().isEmpty()) {
            warnings.add("An operator accepted what it follows over a suspicion of "
                    + view.catalog().overridden().stream().map(Object::toString).collect(Collectors.joining(", "))
                    + ".");
        }
        orders(view.orders(), warnings);
        return warnings;
    }

    private static void orders(Orders orders, List<String> warnings) {
        if (orders.hold() != null) {
            warnings.add("Nothing new is published: held" + by(orders.hold()) + ".");
        }
        orders.rollbacks()
                .forEach(rollback -> warnings.add("Rolled back to publication "
                        + rollback.to().abbreviated() + by(rollback.order()) + "; newer versions are withdrawn."));
        orders.pins()
                .forEach(pin -> warnings.add(
                        "Product " + pin.product() + " is pinned to version " + pin.version() + by(pin.order()) + "."));
    }

    private static String by(StandingOrder order) {
        return OrderText.by(order, "since");
    }

    private static String labels(Iterable<Weakness> allowed) {
        var labels = new ArrayList<String>();
        allowed.forEach(weakness -> labels.add(weakness.label()));
        return labels.stream().sorted().collect(Collectors.joining(", "));
    }
}
