package io.streammirror.publisher.admin;

import io.streammirror.catalog.CatalogCodec;
import io.streammirror.catalog.CatalogStream;
import io.streammirror.decision.AcceptedCatalog;
import io.streammirror.decision.MirrorState;
import io.streammirror.decision.Pin;
import io.streammirror.decision.StandingOrder;
import io.streammirror.mirror.MirrorName;
import io.streammirror.publisher.recall.FormerTrees;
import io.streammirror.publisher.recall.KeptPublications;
import io.streammirror.publisher.recall.OrderReader;
import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.ProductName;
import io.streammirror.simplestreams.ProductsDocument;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.simplestreams.VersionName;
import io.streammirror.store.ObjectMissingException;
import io.streammirror.store.ObjectStore;
import io.streammirror.store.StoreKeys;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Finds where a version that is to be pinned has its content from: the newest publication that lists it, else the catalog. */
final class VersionSearch {
    /**
     * What is looked for.
     *
     * @param stream empty for whichever has the product
     */
    record Wanted(Optional<ContentId> stream, ProductName product, VersionName version) {
        private List<ContentId> streams(Collection<ProductsDocument> documents) {
            return documents.stream()
                    .filter(document -> stream.isEmpty() || stream.get().equals(document.contentId()))
                    .filter(document -> Optional.ofNullable(document.products().get(product))
                            .filter(found -> found.versions().containsKey(version))
                            .isPresent())
                    .map(ProductsDocument::contentId)
                    .toList();
        }
    }

    private final ObjectStore store;
    private final FormerTrees trees;

    VersionSearch(ObjectStore store) {
        this.store = store;
        this.trees = new FormerTrees(store);
    }

    /**
     * The pin.
     *
     * @throws AdminException when no publication that is kept, nor the catalog, has the version, or several streams have
     */
    Pin pin(MirrorName mirror, MirrorState state, Wanted wanted, StandingOrder order) {
        for (Sha256 id : new KeptPublications(state).ids()) {
            Optional<ContentId> stream =
                    one(wanted, trees.ofUpstream(mirror, id).documents().values());
            if (stream.isPresent()) {
                return new Pin(stream.get(), wanted.product(), wanted.version(), id, null, order);
            }
        }
        AcceptedCatalog accepted = state.catalog();
        if (accepted != null) {
            Optional<ContentId> stream = one(wanted, selected(mirror, accepted.revision()));
            if (stream.isPresent()) {
                return new Pin(stream.get(), wanted.product(), wanted.version(), null, accepted.revision(), order);
            }
        }
        throw new AdminException(
                409,
                "neither a publication that is kept nor the catalog has version '" + wanted.version() + "' of product '"
                        + wanted.product() + "'; 'mirror history --publications' names those kept");
    }

    private List<ProductsDocument> selected(MirrorName mirror, Sha256 revision) {
        try {
            byte[] bytes = store.read(StoreKeys.catalog(mirror, revision), OrderReader.MAX_CATALOG_BYTES);
            return CatalogCodec.decode(bytes).streams().values().stream()
                    .map(CatalogStream::selected)
                    .toList();
        } catch (ObjectMissingException lost) {
            return List.of(); // the watcher stores it again at its next deep look
        }
    }

    private static Optional<ContentId> one(Wanted wanted, Collection<ProductsDocument> documents) {
        List<ContentId> streams = wanted.streams(documents);
        if (streams.size() > 1) {
            throw new AdminException(409, "several streams have the product, name one of " + streams);
        }
        return streams.stream().findFirst();
    }
}
