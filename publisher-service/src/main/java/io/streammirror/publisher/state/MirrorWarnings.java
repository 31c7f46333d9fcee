package io.streammirror.publisher.state;

import io.streammirror.config.MirrorSettings;
import io.streammirror.log.HeldChange;
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
        if (!settings.allow().isEmpty()) {
            warnings.add("Weaknesses of upstream's signatures are let pass: " + labels(settings.allow()) + ".");
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
        return warnings;
    }

    private static String labels(Iterable<Weakness> allowed) {
        var labels = new ArrayList<String>();
        allowed.forEach(weakness -> labels.add(weakness.label()));
        return labels.stream().sorted().collect(Collectors.joining(", "));
    }
}
