package io.streammirror.publisher.snapshot;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.streammirror.catalog.Catalog;
import io.streammirror.catalog.CatalogStream;
import io.streammirror.mirror.MirrorName;
import io.streammirror.publisher.assemble.PreviousTree;
import io.streammirror.publisher.publication.DamagedPublicationException;
import io.streammirror.publisher.publication.DocumentPaths;
import io.streammirror.publisher.publication.Publication;
import io.streammirror.publisher.publication.PublicationFormatException;
import io.streammirror.publisher.publication.Publications;
import io.streammirror.publisher.publication.PublishedFile;
import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.ProductsDocument;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.ObjectMissingException;
import io.streammirror.store.ObjectStore;
import io.streammirror.store.StoreException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Makes a catalog for one mirror of what a publication of another one lists, as if that were its upstream: ids, paths, fields and
 * hashes are the same, so all that follows catalogs can follow promotions too.
 */
public final class PublishedCatalog {
    private final Publications publications;
    private final PreviousTrees trees;

    public PublishedCatalog(ObjectStore store) {
        this.publications = new Publications(store);
        this.trees = new PreviousTrees(store);
    }

    /**
     * The catalog.
     *
     * @param mirror that is to follow it
     * @param from the mirror that has the publication
     * @throws StoreException when the store does not have all of the publication
     */
    public Catalog of(MirrorName mirror, MirrorName from, Sha256 id) {
        Publication publication;
        try {
            publication = publications.load(from, id);
        } catch (ObjectMissingException | DamagedPublicationException | PublicationFormatException lost) {
            throw lost(from, id, String.valueOf(lost.getMessage()));
        }
        PreviousTree tree = trees.read(publication).tree();
        ObjectNode header = tree.header();
        if (header == null
                || !tree.documents().keySet().containsAll(publication.streams().keySet())) {
            throw lost(from, id, "it has lost documents");
        }
        var streams = new TreeMap<ContentId, CatalogStream>();
        tree.documents().forEach((contentId, document) -> streams.put(contentId, stream(publication, tree, document)));
        return new Catalog(
                mirror,
                "mirror " + from,
                header,
                file(publication, DocumentPaths.index()).orElse(id),
                streams,
                List.of());
    }

    private static CatalogStream stream(Publication publication, PreviousTree tree, ProductsDocument document) {
        ContentId contentId = document.contentId();
        DocumentPaths paths = DocumentPaths.alias(contentId);
        Sha256 body =
                Objects.requireNonNull(publication.streams().get(contentId)).body();
        return new CatalogStream(
                paths.signed(),
                file(publication, paths).orElse(body),
                tree.entry(document),
                withoutReplaced(publication, document));
    }

    /** Removes replaced versions: they are not promoted, because the other mirror drops them soon. */
    private static ProductsDocument withoutReplaced(Publication publication, ProductsDocument document) {
        var products = new TreeMap<>(document.products());
        products.replaceAll((name, product) -> {
            var versions = new TreeMap<>(product.versions());
            versions.keySet().removeIf(version -> publication
                    .replaced()
                    .of(document.contentId(), name, version)
                    .isPresent());
            return product.withVersions(versions);
        });
        return document.withProducts(products);
    }

    private static Optional<Sha256> file(Publication publication, DocumentPaths paths) {
        return Optional.ofNullable(publication.files().get(paths.signed())).map(PublishedFile::sha256);
    }

    private static StoreException lost(MirrorName from, Sha256 id, String why) {
        return new StoreException("publication " + id + " of mirror '" + from + "' cannot be read: " + why);
    }
}
