package io.streammirror.cli.plan;

import io.streammirror.config.MirrorSettings;
import io.streammirror.openpgp.Weakness;
import io.streammirror.upstream.UpstreamSnapshot;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** What weakens the trust in what was read. */
final class PlanNotes {
    private PlanNotes() {}

    /**
     * The notes, most important first.
     *
     * @param failovers sources that could not be used, and why
     */
    static List<String> of(MirrorSettings mirror, UpstreamSnapshot set, List<String> failovers) {
        var notes = new ArrayList<String>();
        if (mirror.unsigned()) {
            notes.add("unsigned: upstream is taken without any signature");
        }
        if (!mirror.allow().isEmpty()) {
            notes.add("weaknesses of signatures are allowed: " + labels(mirror.allow())
                    + (set.tolerated().isEmpty() ? "; none was met" : "; met: " + labels(set.tolerated())));
        }
        failovers.forEach(failure -> notes.add("not used: " + failure));
        return notes;
    }

    private static String labels(Collection<Weakness> weaknesses) {
        return weaknesses.stream().map(Weakness::label).sorted().collect(Collectors.joining(", "));
    }
}
