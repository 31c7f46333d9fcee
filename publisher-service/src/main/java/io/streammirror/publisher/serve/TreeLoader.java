package io.streammirror.publisher.serve;

import io.streammirror.config.MirrorSettings;
import io.streammirror.config.Settings;
import io.streammirror.log.LogState;
import io.streammirror.log.MirrorState;
import io.streammirror.log.SupersededPublication;
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

/**
 * Makes the served tree from what the log says is live and what the store holds.
 *
 * <p>A mirror that cannot be loaded stays as it was, and does not keep the others from moving on.
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
        Map<Sha256, ServedPublication> loaded = loadedBy(before);
        var mirrors = new ArrayList<MirrorTree>();
        var problems = new ArrayList<String>();
        for (MirrorSettings mirror : settings.mirrors().values()) {
            MirrorTree tree;
            try {
                tree = load(mirror, state.mirror(mirror.name()), loaded);
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

    private MirrorTree load(MirrorSettings mirror, MirrorState state, Map<Sha256, ServedPublication> loaded) {
        var live = Optional.ofNullable(state.live()).map(publication -> publication(mirror, publication.id(), loaded));
        Instant now = clock.instant();
        List<SupersededTree> superseded = new ArrayList<>();
        for (SupersededPublication former : state.superseded()) {
            Instant until = former.supersededAt().plus(mirror.retention().grace());
            if (now.isBefore(until)) {
                superseded.add(new SupersededTree(publication(mirror, former.id(), loaded), until));
            }
        }
        return new MirrorTree(mirror.name(), mirror.path(), true, live, superseded);
    }

    private ServedPublication publication(MirrorSettings mirror, Sha256 id, Map<Sha256, ServedPublication> loaded) {
        ServedPublication known = loaded.get(id);
        return known != null ? known : ServedPublication.of(id, publications.load(mirror.name(), id));
    }

    private static MirrorTree former(MirrorSettings mirror, Optional<ServedTree> before) {
        return before.stream()
                .flatMap(tree -> tree.mirrors().stream())
                .filter(tree -> tree.name().equals(mirror.name()))
                .findFirst()
                .orElseGet(() -> MirrorTree.unknown(mirror.name(), mirror.path()));
    }

    private static Map<Sha256, ServedPublication> loadedBy(Optional<ServedTree> before) {
        var loaded = new HashMap<Sha256, ServedPublication>();
        for (MirrorTree mirror : before.map(ServedTree::mirrors).orElse(List.of())) {
            mirror.live().ifPresent(publication -> loaded.put(publication.id(), publication));
            mirror.superseded().forEach(tree -> loaded.put(tree.publication().id(), tree.publication()));
        }
        return loaded;
    }
}
