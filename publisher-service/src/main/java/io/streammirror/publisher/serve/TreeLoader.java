package io.streammirror.publisher.serve;

import io.streammirror.config.MirrorSettings;
import io.streammirror.config.Settings;
import io.streammirror.decision.LivePublication;
import io.streammirror.decision.LogState;
import io.streammirror.decision.MirrorState;
import io.streammirror.decision.SupersededPublication;
import io.streammirror.publisher.publication.PublicationFormatException;
import io.streammirror.publisher.publication.Publications;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.ObjectReader;
import io.streammirror.store.StoreException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes the served tree from what the log says is live and what the store holds.
 *
 * <p>A mirror that cannot be loaded stays as it was, and does not keep the others from moving on; a superseded publication that
 * cannot be loaded does not keep its mirror from that either.
 */
final class TreeLoader {
    private final Settings settings;
    private final Publications publications;
    private final ObjectReader store;
    private final Clock clock;

    TreeLoader(Settings settings, Publications publications, ObjectReader store, Clock clock) {
        this.settings = settings;
        this.publications = publications;
        this.store = store;
        this.clock = clock;
    }

    /** The tree after a log entry; whatever the tree before had loaded is taken from there. */
    LoadedTree load(long sequence, LogState state, Optional<ServedTree> before) {
        var documents =
                new DocumentLoader(store, before.map(ServedTree::documents).orElse(Map.of()));
        var mirrors = new ArrayList<MirrorTree>();
        var problems = new ArrayList<String>();
        for (MirrorSettings mirror : settings.mirrors().values()) {
            MirrorTree tree;
            try {
                tree = load(mirror, state.mirror(mirror.name()), before, problems);
                tree.live().ifPresent(documents::hold);
            } catch (StoreException | PublicationFormatException e) {
                problems.add("mirror '" + mirror.name() + "': " + e.getMessage());
                tree = former(mirror, before);
                tree.live().ifPresent(documents::hold);
            }
            mirrors.add(tree);
        }
        mirrors.stream()
                .flatMap(tree -> tree.superseded().stream())
                .forEach(tree -> documents.keep(tree.publication()));
        return new LoadedTree(new ServedTree(sequence, mirrors, documents.held()), problems);
    }

    private MirrorTree load(
            MirrorSettings mirror, MirrorState state, Optional<ServedTree> before, List<String> problems) {
        Map<Sha256, ServedPublication> whole = live(before);
        var live = Optional.ofNullable(state.live()).map(publication -> publication(mirror, publication, whole));
        var newer = new ArrayList<ServedPublication>(live.stream().toList());
        Map<Sha256, ServedPublication> loaded = new HashMap<>(superseded(before));
        loaded.putAll(whole);
        Instant now = clock.instant();
        List<SupersededTree> superseded = new ArrayList<>();
        for (SupersededPublication former : state.superseded()) {
            Instant until = former.supersededAt().plus(mirror.keys().retention().grace());
            if (now.isBefore(until)) {
                superseded(mirror, former.publication(), loaded, problems).ifPresent(publication -> {
                    ServedPublication rest = publication.without(newer);
                    superseded.add(new SupersededTree(rest, until));
                    newer.add(rest);
                });
            }
        }
        return new MirrorTree(mirror.name(), mirror.path(), true, live, superseded);
    }

    private Optional<ServedPublication> superseded(
            MirrorSettings mirror,
            LivePublication former,
            Map<Sha256, ServedPublication> loaded,
            List<String> problems) {
        try {
            return Optional.of(publication(mirror, former, loaded));
        } catch (StoreException | PublicationFormatException e) {
            problems.add("mirror '" + mirror.name() + "': superseded publication " + former.id() + " is not served: "
                    + e.getMessage());
            return Optional.empty();
        }
    }

    private ServedPublication publication(
            MirrorSettings mirror, LivePublication switched, Map<Sha256, ServedPublication> loaded) {
        ServedPublication known = loaded.get(switched.id());
        return known != null
                ? known
                : ServedPublication.of(
                        switched.id(), switched.signer(), publications.load(mirror.name(), switched.id()));
    }

    private static MirrorTree former(MirrorSettings mirror, Optional<ServedTree> before) {
        return before.stream()
                .flatMap(tree -> tree.mirrors().stream())
                .filter(tree -> tree.name().equals(mirror.name()))
                .findFirst()
                .orElseGet(() -> MirrorTree.unknown(mirror.name(), mirror.path()));
    }

    private static Map<Sha256, ServedPublication> live(Optional<ServedTree> before) {
        return byId(before, mirror -> mirror.live().stream());
    }

    /** Only for those that are superseded still: going live again takes the whole. */
    private static Map<Sha256, ServedPublication> superseded(Optional<ServedTree> before) {
        return byId(before, mirror -> mirror.superseded().stream().map(SupersededTree::publication));
    }

    private static Map<Sha256, ServedPublication> byId(
            Optional<ServedTree> before, Function<MirrorTree, Stream<ServedPublication>> publications) {
        return before.stream()
                .flatMap(tree -> tree.mirrors().stream())
                .flatMap(publications)
                .collect(Collectors.toMap(ServedPublication::id, Function.identity(), (one, same) -> one));
    }
}
