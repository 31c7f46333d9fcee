package io.streammirror.publisher.sign;

import io.streammirror.openpgp.Signer;
import io.streammirror.publisher.publication.DocumentPaths;
import io.streammirror.publisher.publication.PublishedFile;
import io.streammirror.publisher.render.RenderedStream;
import io.streammirror.publisher.render.RenderedTree;
import io.streammirror.simplestreams.ItemPath;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.Blobs;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Signs the documents of a tree, then stores all their forms: what cannot be signed leaves nothing in the store. */
public final class TreeWriter {
    private final Blobs blobs;
    private final Signer signer;

    public TreeWriter(Blobs blobs, Signer signer) {
        this.blobs = blobs;
        this.signer = signer;
    }

    /**
     * Signs a tree in memory.
     *
     * @param known files of the live publication, if the same key signed it: what has not changed, nor been lost, keeps its signatures
     */
    public SignedTree sign(RenderedTree tree, Map<ItemPath, PublishedFile> known) {
        var signing = new Signing();
        for (RenderedStream stream : tree.streams()) {
            DocumentPaths paths = stream.paths();
            DocumentPaths alias = DocumentPaths.alias(stream.contentId());
            if (isKnown(stream, known)) {
                List.of(paths.plain(), paths.signed(), paths.detached())
                        .forEach(path -> signing.files.put(path, known.get(path)));
            } else {
                signing.add(paths, stream.body(), stream.body());
            }
            signing.alias(paths, alias);
        }
        signing.add(DocumentPaths.index(), tree.plainIndex(), tree.signedIndex());
        return new SignedTree(signing.files, signing.fresh);
    }

    /** Stores a signed tree; doing so twice changes nothing. */
    public void store(SignedTree tree) {
        tree.fresh()
                .forEach((path, bytes) -> blobs.storeDocument(
                        bytes, Objects.requireNonNull(tree.files().get(path)).type()));
    }

    private boolean isKnown(RenderedStream stream, Map<ItemPath, PublishedFile> known) {
        DocumentPaths paths = stream.paths();
        PublishedFile plain = known.get(paths.plain());
        return plain != null
                && plain.sha256().equals(stream.sha256())
                && isStored(plain)
                && isStored(known.get(paths.signed()))
                && isStored(known.get(paths.detached()));
    }

    private boolean isStored(@Nullable PublishedFile file) {
        return file != null && blobs.contains(file.sha256(), file.size());
    }

    /** The forms made so far. */
    private final class Signing {
        private final TreeMap<ItemPath, PublishedFile> files = new TreeMap<>();
        private final Map<ItemPath, byte[]> fresh = new HashMap<>();

        void add(DocumentPaths paths, byte[] plain, byte[] toSign) {
            add(paths.plain(), plain, PublishedFile.DOCUMENT_TYPE);
            add(paths.signed(), signer.clearSign(toSign), PublishedFile.DOCUMENT_TYPE);
            add(paths.detached(), signer.detachedSign(plain), PublishedFile.SIGNATURE_TYPE);
        }

        private void add(ItemPath path, byte[] bytes, String type) {
            files.put(path, new PublishedFile(Sha256.of(bytes), bytes.length, type));
            fresh.put(path, bytes);
        }

        /** The live document of a stream has the bytes of its immutable form. */
        void alias(DocumentPaths paths, DocumentPaths alias) {
            files.put(alias.plain(), files.get(paths.plain()));
            files.put(alias.signed(), files.get(paths.signed()));
            files.put(alias.detached(), files.get(paths.detached()));
        }
    }
}
