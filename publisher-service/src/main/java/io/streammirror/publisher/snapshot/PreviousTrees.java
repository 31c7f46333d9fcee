package io.streammirror.publisher.snapshot;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.streammirror.mirror.MirrorName;
import io.streammirror.publisher.assemble.PreviousTree;
import io.streammirror.publisher.publication.DamagedPublicationException;
import io.streammirror.publisher.publication.DocumentPaths;
import io.streammirror.publisher.publication.Publication;
import io.streammirror.publisher.publication.PublicationFormatException;
import io.streammirror.publisher.publication.Publications;
import io.streammirror.publisher.publication.PublishedFile;
import io.streammirror.publisher.render.PublishedBody;
import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.DocumentParser;
import io.streammirror.simplestreams.ProductsDocument;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.simplestreams.StreamIndex;
import io.streammirror.store.Blobs;
import io.streammirror.store.DamagedBlobException;
import io.streammirror.store.ObjectMissingException;
import io.streammirror.store.ObjectStore;
import io.streammirror.store.StoreException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the documents of publications from the store. */
public final class PreviousTrees {
    /** The largest products document seen in the wild has 20 MB. */
    public static final long MAX_DOCUMENT_BYTES = 256L << 20;

    private final Blobs blobs;
    private final Publications publications;

    public PreviousTrees(ObjectStore store) {
        this.blobs = new Blobs(store);
        this.publications = new Publications(store);
    }

    /** The documents of a publication that the store still has. */
    public StoredDocuments read(Publication publication) {
        var documents = new TreeMap<ContentId, ProductsDocument>();
        var bodies = new HashMap<ContentId, PublishedBody>();
        publication.streams().forEach((contentId, stream) -> body(stream.body()).ifPresent(body -> {
            bodies.put(contentId, new PublishedBody(body, stream.updated()));
            documents.put(contentId, DocumentParser.parseProducts(body).document());
        }));
        Optional<StreamIndex> index = Optional.ofNullable(
                        publication.files().get(DocumentPaths.index().plain()))
                .map(PublishedFile::sha256)
                .flatMap(this::body)
                .map(body -> DocumentParser.parseIndex(body).document());
        var entries = new HashMap<ContentId, ObjectNode>();
        index.ifPresent(read -> read.entries().forEach(entry -> entries.put(entry.contentId(), entry.raw())));
        @Nullable ObjectNode header = index.map(StreamIndex::header).orElse(null);
        return new StoredDocuments(new PreviousTree(documents, Map.copyOf(entries), header), bodies);
    }

    /**
     * The content of a publication.
     *
     * @throws StoreException when the store does not have all of it
     */
    public PreviousTree whole(MirrorName mirror, Sha256 id) {
        return whole(mirror, id, publication -> Set.of());
    }

    /**
     * The content of a publication from upstream: no order about it concerns custom images.
     *
     * @throws StoreException when the store does not have all of it
     */
    public PreviousTree ofUpstream(MirrorName mirror, Sha256 id) {
        return whole(mirror, id, Publication::customStreams);
    }

    private PreviousTree whole(MirrorName mirror, Sha256 id, Function<Publication, Set<ContentId>> leftOut) {
        try {
            Publication publication = publications.load(mirror, id);
            PreviousTree tree = read(publication).tree();
            if (tree.documents().keySet().containsAll(publication.streams().keySet())) {
                return tree.without(leftOut.apply(publication));
            }
        } catch (ObjectMissingException | DamagedPublicationException | PublicationFormatException lost) {
            throw new StoreException(
                    "publication " + id + " of mirror '" + mirror + "' cannot be read: " + lost.getMessage());
        }
        throw new StoreException("publication " + id + " of mirror '" + mirror + "' has lost documents");
    }

    private Optional<byte[]> body(Sha256 sha256) {
        try {
            return Optional.of(blobs.read(sha256, MAX_DOCUMENT_BYTES));
        } catch (ObjectMissingException | DamagedBlobException lost) {
            return Optional.empty();
        }
    }
}
