package io.streammirror.publisher.render;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.streammirror.publisher.assemble.AssembledTree;
import io.streammirror.publisher.publication.DocumentPaths;
import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.StreamIndex;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Renders the documents of a tree: a function of its arguments, so the same facts give the same bytes. */
public final class TreeRenderer {
    private TreeRenderer() {}

    /**
     * Renders products documents and both forms of the index.
     *
     * @param indexHeader the fields of the index but {@code index}; shared, so it is not changed
     * @param published the documents that are live, by stream; those whose content is the same stay as they are
     * @param updated the time of the index and of all documents that change
     */
    public static RenderedTree render(
            ObjectNode indexHeader, AssembledTree tree, Map<ContentId, PublishedBody> published, Instant updated) {
        List<RenderedStream> streams = tree.streams().entrySet().stream()
                .map(stream -> ProductsRenderer.render(stream.getValue(), published.get(stream.getKey()), updated))
                .toList();
        ObjectNode header = indexHeader.deepCopy();
        header.put("format", StreamIndex.FORMAT);
        return new RenderedTree(
                updated,
                streams,
                IndexRenderer.render(header, streams, updated, DocumentPaths::plain),
                IndexRenderer.render(header, streams, updated, DocumentPaths::signed));
    }
}
