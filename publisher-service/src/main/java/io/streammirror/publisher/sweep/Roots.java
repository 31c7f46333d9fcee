package io.streammirror.publisher.sweep;

import io.streammirror.catalog.Catalog;
import io.streammirror.catalog.CatalogCodec;
import io.streammirror.decision.AcceptedCatalog;
import io.streammirror.decision.CustomImages;
import io.streammirror.decision.Decision;
import io.streammirror.decision.DecisionLog;
import io.streammirror.decision.LogState;
import io.streammirror.decision.MirrorState;
import io.streammirror.mirror.MirrorName;
import io.streammirror.publisher.assemble.StoredBlobs;
import io.streammirror.publisher.customimage.CustomImageCollections;
import io.streammirror.publisher.publication.DamagedPublicationException;
import io.streammirror.publisher.publication.Publication;
import io.streammirror.publisher.publication.Publications;
import io.streammirror.publisher.snapshot.OrderResolver;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.ObjectMissingException;
import io.streammirror.store.ObjectStore;
import io.streammirror.store.StoreKeys;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * Follows everything that may be needed again to all that it needs, and answers the keys of these objects.
 *
 * <p>A root that is missing or damaged counts as lost and leads nowhere. One that is intact and cannot be understood was written by newer
 * software: it ends the search with an exception, and nothing is deleted.
 */
final class Roots {
    private final ObjectStore store;
    private final DecisionLog log;
    private final Publications publications;
    private final Set<String> reachable = new HashSet<>();

    private Roots(ObjectStore store, DecisionLog log) {
        this.store = store;
        this.log = log;
        this.publications = new Publications(store);
    }

    /**
     * Everything that can be reached.
     *
     * @param young catalogs and publications that are within the grace, by their keys, whether the state names them or not
     */
    static Set<String> reachable(ObjectStore store, DecisionLog log, LogState state, Collection<StoredTree> young) {
        var roots = new Roots(store, log);
        state.mirrors().forEach(roots::follow);
        young.forEach(tree -> {
            switch (tree.kind()) {
                case CATALOG -> roots.catalog(tree.mirror(), tree.id());
                case PUBLICATION -> roots.publication(tree.mirror(), tree.id());
            }
        });
        if (state.sweep() != null) {
            roots.reachable.add(StoreKeys.sweepPlan(state.sweep().plan()));
        }
        return roots.reachable;
    }

    private void follow(MirrorName mirror, MirrorState state) {
        state.neededPublications().forEach(id -> publication(mirror, id));
        state.neededCatalogs().forEach(revision -> catalog(mirror, revision));
        if (state.standing().images() != null) {
            images(state.standing().images());
        }
        if (state.held() != null) {
            blob(state.held().difference());
        }
        AcceptedCatalog accepted = state.catalog();
        if (accepted != null) {
            log.entries(accepted.sequence(), 1).forEach(entry -> {
                if (entry.decision() instanceof Decision.CatalogAccepted decision) {
                    blob(decision.difference());
                } else if (entry.decision() instanceof Decision.BundleImported decision) {
                    blob(decision.difference());
                }
            });
        }
    }

    private void publication(MirrorName mirror, Sha256 id) {
        if (reachable.add(StoreKeys.publication(mirror, id))) {
            try {
                Publication publication = publications.load(mirror, id);
                publication.files().values().forEach(file -> blob(file.sha256()));
                publication.streams().values().forEach(stream -> blob(stream.body()));
            } catch (ObjectMissingException | DamagedPublicationException lost) {
                // What is lost cannot be served, nor gone back to; the publisher replaces the live one.
            }
        }
    }

    private void catalog(MirrorName mirror, Sha256 revision) {
        String key = StoreKeys.catalog(mirror, revision);
        if (reachable.add(key)) {
            try {
                byte[] bytes = store.read(key, OrderResolver.MAX_CATALOG_BYTES);
                if (!Sha256.of(bytes).equals(revision)) {
                    return; // It counts as lost.
                }
                Catalog catalog = CatalogCodec.decode(bytes);
                catalog.blobs().keySet().forEach(this::blob);
                blob(catalog.indexDocument());
                catalog.streams().values().forEach(stream -> blob(stream.document()));
            } catch (ObjectMissingException lost) {
                // The watcher makes it again from upstream, and asks for what is missing then.
            }
        }
    }

    /** Kept publications lead to most of the files, but not to those of an image that is about to be published. */
    private void images(CustomImages images) {
        blob(images.document());
        new CustomImageCollections(store)
                .read(images.document()).streams().values().stream()
                        .flatMap(document -> document.products().values().stream())
                        .flatMap(product -> product.versions().values().stream())
                        .flatMap(StoredBlobs::payloads)
                        .forEach(payload -> blob(payload.sha256()));
    }

    private void blob(Sha256 sha256) {
        reachable.add(StoreKeys.blob(sha256));
    }
}
