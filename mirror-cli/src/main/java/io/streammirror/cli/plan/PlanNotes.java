package io.streammirror.cli.plan;

import io.streammirror.config.MirrorSettings;
import io.streammirror.openpgp.Weakness;
import io.streammirror.upstream.ReadResult;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Notes about what was read: weak trust, other sources, and documents that were taken in another way than they say. */
final class PlanNotes {
    private PlanNotes() {}

    /** The notes, most important first. */
    static List<String> of(MirrorSettings mirror, ReadResult reading) {
        Set<Weakness> tolerated = reading.set().tolerated();
        var notes = new ArrayList<String>();
        if (mirror.unsigned()) {
            notes.add("unsigned: the upstream is accepted without a signature");
        }
        if (mirror.pinsOneOfSeveral()) {
            notes.add("fingerprints pins one of the "
                    + mirror.keyring().orElseThrow().fingerprints().size()
                    + " keys of the keyring: the upstream is refused as soon as another of them signs a document of it;"
                    + " pin all keys that may sign");
        }
        if (!mirror.allow().isEmpty()) {
            notes.add("weaknesses of signatures are allowed: " + labels(mirror.allow())
                    + (tolerated.isEmpty() ? "; none occurred" : "; occurred: " + labels(tolerated)));
        }
        reading.failovers().forEach(failure -> notes.add("not used: " + failure));
        notes.addAll(reading.notes());
        return notes;
    }

    private static String labels(Collection<Weakness> weaknesses) {
        return weaknesses.stream().map(Weakness::label).sorted().collect(Collectors.joining(", "));
    }
}
