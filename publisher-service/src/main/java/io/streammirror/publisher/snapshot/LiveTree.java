package io.streammirror.publisher.snapshot;

import io.streammirror.decision.LivePublication;
import io.streammirror.publisher.assemble.PreviousTree;
import io.streammirror.publisher.publication.Dropped;
import io.streammirror.publisher.publication.Publication;
import io.streammirror.publisher.publication.PublishedFile;
import io.streammirror.publisher.publication.Replaced;
import io.streammirror.publisher.render.PublishedBody;
import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.ItemPath;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.BlobInventory;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The live publication with its documents, from which the next publication is made.
 *
 * @param publication null when the store has lost it, so that nothing is known of it but the decision
 * @param tree what it lists
 * @param bodies the unsigned products documents; those that the store has lost are not among them
 */
public record LiveTree(
        LivePublication decision,
        @Nullable Publication publication,
        PreviousTree tree,
        Map<ContentId, PublishedBody> bodies) {

    /** The files by path, as far as they are known. */
    public Map<ItemPath, PublishedFile> files() {
        return publication == null ? Map.of() : publication.files();
    }

    /** The content from upstream that it lists. */
    public PreviousTree upstreamTree() {
        return publication == null ? tree : tree.without(publication.customStreams());
    }

    /** The products that upstream no longer offered when it was made. */
    public Dropped dropped() {
        return publication == null ? Dropped.NONE : publication.dropped();
    }

    /** The versions that were replaced when it was made. */
    public Replaced replaced() {
        return publication == null ? Replaced.NONE : publication.replaced();
    }

    /** The blobs that it serves and the store does not have, items and documents alike. */
    public Set<Sha256> lost(BlobInventory inventory) {
        return files().values().stream()
                .filter(file -> !inventory.contains(file.sha256(), file.size()))
                .map(PublishedFile::sha256)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether it can be served for ever: nothing that it names is lost. */
    public boolean isWhole(BlobInventory inventory) {
        return publication != null
                && bodies.keySet().containsAll(publication.streams().keySet())
                && lost(inventory).isEmpty();
    }
}
