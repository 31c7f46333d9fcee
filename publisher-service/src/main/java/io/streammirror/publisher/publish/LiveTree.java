package io.streammirror.publisher.publish;

import io.streammirror.log.LivePublication;
import io.streammirror.publisher.publication.Publication;
import io.streammirror.publisher.publication.PublishedFile;
import io.streammirror.publisher.render.PublishedBody;
import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.ItemPath;
import io.streammirror.simplestreams.ProductsDocument;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.BlobInventory;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is live, with its documents: the ground on which the next publication is made.
 *
 * @param publication null when the store has lost it, so that nothing is known of it but the decision
 * @param documents the products documents, read; those that the store has lost are not among them
 * @param bodies the same as bytes
 */
record LiveTree(
        LivePublication decision,
        @Nullable Publication publication,
        SortedMap<ContentId, ProductsDocument> documents,
        Map<ContentId, PublishedBody> bodies) {

    /** The files by path, as far as they are known. */
    Map<ItemPath, PublishedFile> files() {
        return publication == null ? Map.of() : publication.files();
    }

    /** The blobs that it serves and the store does not have, items and documents alike. */
    Set<Sha256> lost(BlobInventory inventory) {
        return files().values().stream()
                .filter(file -> !inventory.contains(file.sha256(), file.size()))
                .map(PublishedFile::sha256)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether it can be served for ever: nothing that it names is lost. */
    boolean isWhole(BlobInventory inventory) {
        return publication != null
                && bodies.keySet().containsAll(publication.streams().keySet())
                && lost(inventory).isEmpty();
    }
}
