package io.streammirror.publisher.publish;

import io.streammirror.catalog.Catalog;
import io.streammirror.catalog.CatalogCodec;
import io.streammirror.catalog.WantedBlob;
import io.streammirror.log.AcceptedCatalog;
import io.streammirror.log.LivePublication;
import io.streammirror.log.MirrorState;
import io.streammirror.mirror.MirrorName;
import io.streammirror.publisher.publication.Publication;
import io.streammirror.publisher.publication.PublicationFormatException;
import io.streammirror.publisher.publication.Publications;
import io.streammirror.publisher.publication.PublishedStream;
import io.streammirror.publisher.render.PublishedBody;
import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.DocumentParser;
import io.streammirror.simplestreams.ProductsDocument;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.Blobs;
import io.streammirror.store.DamagedBlobException;
import io.streammirror.store.ObjectMissingException;
import io.streammirror.store.ObjectStore;
import io.streammirror.store.StoreKeys;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads catalogs and live trees of one mirror from the store, and keeps the last of each: they never change under their names. */
final class Facts {
    /** A catalog of 100,000 items takes some 60 MB. */
    static final long MAX_CATALOG_BYTES = 256L << 20;

    /** The largest products document seen in the wild has 20 MB. */
    static final long MAX_DOCUMENT_BYTES = 256L << 20;

    /** A catalog with its blobs, which take time to collect. */
    record ReadCatalog(AcceptedCatalog accepted, Catalog catalog, Map<Sha256, WantedBlob> blobs) {}

    private final ObjectStore store;
    private final Blobs blobs;
    private final Publications publications;
    private final MirrorName mirror;
    private @Nullable ReadCatalog catalog;
    private @Nullable LiveTree live;

    Facts(ObjectStore store, MirrorName mirror) {
        this.store = store;
        this.blobs = new Blobs(store);
        this.publications = new Publications(store);
        this.mirror = mirror;
    }

    @Nullable
    ReadCatalog catalog(MirrorState state) {
        AcceptedCatalog accepted = state.catalog();
        if (accepted == null || (catalog != null && catalog.accepted().equals(accepted))) {
            return accepted == null ? null : catalog;
        }
        byte[] bytes = store.read(StoreKeys.catalog(mirror, accepted.revision()), MAX_CATALOG_BYTES);
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
        SortedMap<ContentId, ProductsDocument> documents = new TreeMap<>();
        Map<ContentId, PublishedBody> bodies = new HashMap<>();
        if (publication != null) {
            publication.streams().forEach((contentId, stream) -> body(stream).ifPresent(body -> {
                bodies.put(contentId, new PublishedBody(body, stream.updated()));
                documents.put(contentId, DocumentParser.parseProducts(body).document());
            }));
        }
        live = new LiveTree(decision, publication, documents, bodies);
        return live;
    }

    /** Empty when it is lost for good; a store that only does not answer is no reason to make a tree anew. */
    private Optional<Publication> publication(LivePublication decision) {
        try {
            return Optional.of(publications.load(mirror, decision.id()));
        } catch (ObjectMissingException | PublicationFormatException lost) {
            return Optional.empty();
        }
    }

    private Optional<byte[]> body(PublishedStream stream) {
        try {
            return Optional.of(blobs.read(stream.body(), MAX_DOCUMENT_BYTES));
        } catch (ObjectMissingException | DamagedBlobException lost) {
            return Optional.empty();
        }
    }
}
