package io.streammirror.publisher.recall;

import io.streammirror.decision.LivePublication;
import io.streammirror.decision.MirrorState;
import io.streammirror.decision.SupersededPublication;
import io.streammirror.simplestreams.Sha256;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The publications of a mirror that one can still speak of: the live one, those before it, and those that orders rest on. */
public final class KeptPublications {
    private static final Pattern NAME = Pattern.compile("[0-9a-f]{12,64}");

    private final MirrorState state;

    public KeptPublications(MirrorState state) {
        this.state = state;
    }

    /** Newest first; those that only orders rest on come last. */
    public List<Sha256> ids() {
        var ids = new LinkedHashSet<>(state.keptPublications());
        ids.addAll(state.standing().publications());
        return new ArrayList<>(ids);
    }

    /**
     * Finds a publication.
     *
     * @param name its id, or at least the first 12 digits of it
     * @throws IllegalArgumentException when there is none, or more than one, for people
     */
    public Sha256 named(String name) {
        String digits = name.toLowerCase(Locale.ROOT);
        if (!NAME.matcher(digits).matches()) {
            throw new IllegalArgumentException(
                    "a publication is named by its id in hexadecimal digits, or at least the first 12 of them");
        }
        List<Sha256> found =
                ids().stream().filter(id -> id.hex().startsWith(digits)).toList();
        if (found.size() != 1) {
            throw new IllegalArgumentException(
                    found.isEmpty()
                            ? "no publication " + name + " is kept; there are " + ids().size()
                                    + ", see 'mirror history --publications'"
                            : "publication " + name + " is ambiguous: write more digits");
        }
        return found.get(0);
    }

    /** The last publication made from another catalog than the live one; else the one before it, if there is any. */
    public Optional<Sha256> before() {
        LivePublication live = state.live();
        if (live == null) {
            return Optional.empty();
        }
        return state.superseded().stream()
                .filter(former -> !former.publication().catalog().equals(live.catalog()))
                .findFirst()
                .or(() -> state.superseded().stream().findFirst())
                .map(SupersededPublication::id);
    }

    /** The one right before the live one. */
    public Optional<Sha256> previous() {
        return state.superseded().stream().findFirst().map(SupersededPublication::id);
    }
}
