package io.streammirror.publisher.sign;

import io.streammirror.openpgp.Signer;
import io.streammirror.publisher.publication.DocumentPaths;
import io.streammirror.publisher.publication.PublishedFile;
import io.streammirror.publisher.render.RenderedStream;
import io.streammirror.publisher.render.RenderedTree;
import io.streammirror.simplestreams.ItemPath;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.Blobs;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Signs the documents of a tree and stores all their forms. */
public final class TreeWriter {
    private final Blobs blobs;
    private final Signer signer;

    public TreeWriter(Blobs blobs, Signer signer) {
        this.blobs = blobs;
        this.signer = signer;
    }

    /**
     * Answers every path of a document, with the blob now stored for it.
     *
     * @param known files of the live publication, if the same key signed it: what has not changed, nor been lost, keeps its signatures
     */
    public SortedMap<ItemPath, PublishedFile> write(RenderedTree tree, Map<ItemPath, PublishedFile> known) {
        var files = new TreeMap<ItemPath, PublishedFile>();
        for (RenderedStream stream : tree.streams()) {
            DocumentPaths paths = stream.paths();
            DocumentPaths alias = DocumentPaths.alias(stream.contentId());
            List<ItemPath> immutable = List.of(paths.plain(), paths.signed(), paths.detached());
            if (isKnown(stream, known)) {
                immutable.forEach(path -> files.put(path, known.get(path)));
            } else {
                write(paths, stream.body(), stream.body(), files);
            }
            files.put(alias.plain(), files.get(paths.plain()));
            files.put(alias.signed(), files.get(paths.signed()));
            files.put(alias.detached(), files.get(paths.detached()));
        }
        write(DocumentPaths.index(), tree.plainIndex(), tree.signedIndex(), files);
        return files;
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

    private void write(DocumentPaths paths, byte[] plain, byte[] toSign, Map<ItemPath, PublishedFile> files) {
        files.put(paths.plain(), store(plain, PublishedFile.DOCUMENT_TYPE));
        files.put(paths.signed(), store(signer.clearSign(toSign), PublishedFile.DOCUMENT_TYPE));
        files.put(paths.detached(), store(signer.detachedSign(plain), PublishedFile.SIGNATURE_TYPE));
    }

    private PublishedFile store(byte[] bytes, String type) {
        Sha256 sha256 = blobs.storeDocument(bytes, type);
        return new PublishedFile(sha256, bytes.length, type);
    }
}
