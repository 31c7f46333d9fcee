package io.streammirror.publisher.publish;

import io.streammirror.catalog.Catalog;
import io.streammirror.catalog.CatalogCodec;
import io.streammirror.catalog.WantedBlob;
import io.streammirror.decision.AcceptedCatalog;
import io.streammirror.decision.LivePublication;
import io.streammirror.decision.MirrorState;
import io.streammirror.mirror.MirrorName;
import io.streammirror.publisher.assemble.Directions;
import io.streammirror.publisher.assemble.FormerTree;
import io.streammirror.publisher.publication.Publication;
import io.streammirror.publisher.publication.PublicationFormatException;
import io.streammirror.publisher.publication.Publications;
import io.streammirror.publisher.recall.FormerTrees;
import io.streammirror.publisher.recall.OrderReader;
import io.streammirror.publisher.recall.RecalledTree;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.ObjectMissingException;
import io.streammirror.store.ObjectStore;
import io.streammirror.store.StoreException;
import io.streammirror.store.StoreKeys;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads catalogs and live trees of one mirror from the store, and keeps the last of each: they never change under their names. */
final class Facts {
    /** A catalog with its blobs, which take time to collect. */
    record ReadCatalog(AcceptedCatalog accepted, Catalog catalog, Map<Sha256, WantedBlob> blobs) {}

    private final ObjectStore store;
    private final FormerTrees trees;
    private final OrderReader orders;
    private final Publications publications;
    private final MirrorName mirror;
    private @Nullable ReadCatalog catalog;
    private @Nullable LiveTree live;

    Facts(ObjectStore store, MirrorName mirror) {
        this.store = store;
        this.trees = new FormerTrees(store);
        this.orders = new OrderReader(store, mirror);
        this.publications = new Publications(store);
        this.mirror = mirror;
    }

    @Nullable
    ReadCatalog catalog(MirrorState state) {
        AcceptedCatalog accepted = state.catalog();
        if (accepted == null || (catalog != null && catalog.accepted().equals(accepted))) {
            return accepted == null ? null : catalog;
        }
        byte[] bytes = store.read(StoreKeys.catalog(mirror, accepted.revision()), OrderReader.MAX_CATALOG_BYTES);
        Catalog read = CatalogCodec.decode(bytes);
        catalog = new ReadCatalog(accepted, read, read.blobs());
        return catalog;
    }

    @Nullable
    LiveTree live(MirrorState state) {
        LivePublication decision = state.live();
        if (decision == null || (live != null && live.decision().equals(decision))) {
            return decision == null ? null : live;
        }
        Publication publication = publication(decision).orElse(null);
        RecalledTree read = publication == null ? null : trees.read(publication);
        live = read == null
                ? new LiveTree(decision, null, FormerTree.NONE, Map.of())
                : new LiveTree(decision, publication, read.tree(), read.bodies());
        return live;
    }

    /**
     * What operators' orders mean.
     *
     * @throws StoreException when something that they rest on cannot be read
     */
    Directions directions(MirrorState state) {
        return orders.read(state.standing());
    }

    /** Empty when it is lost for good; a store that only does not answer is no reason to make a tree anew. */
    private Optional<Publication> publication(LivePublication decision) {
        try {
            return Optional.of(publications.load(mirror, decision.id()));
        } catch (ObjectMissingException | PublicationFormatException lost) {
            return Optional.empty();
        }
    }
}
