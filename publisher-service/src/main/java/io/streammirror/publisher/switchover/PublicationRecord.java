package io.streammirror.publisher.switchover;

import io.streammirror.publisher.publication.Publication;
import io.streammirror.publisher.publication.PublishedFile;
import io.streammirror.publisher.publication.PublishedStream;
import io.streammirror.publisher.render.RenderedTree;
import io.streammirror.publisher.snapshot.MirrorSnapshot;
import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.ItemPath;
import io.streammirror.simplestreams.ProductsDocument;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Puts the facts about a tree together into the record of its publication. */
final class PublicationRecord {
    private PublicationRecord() {}

    /** The files of all items that a draft lists. */
    static SortedMap<ItemPath, PublishedFile> items(PublicationDraft draft) {
        var items = new TreeMap<ItemPath, PublishedFile>();
        draft.tree().streams().values().stream()
                .flatMap(stream -> stream.payloads())
                .forEach(payload -> items.put(
                        payload.path(), new PublishedFile(payload.sha256(), payload.size(), PublishedFile.ITEM_TYPE)));
        return items;
    }

    /**
     * The publication of a rendered draft.
     *
     * @param documents the signed documents
     */
    static Publication of(
            MirrorSnapshot snapshot,
            PublicationDraft draft,
            RenderedTree rendered,
            SortedMap<ItemPath, PublishedFile> items,
            Map<ItemPath, PublishedFile> documents) {
        var files = new TreeMap<>(items);
        files.putAll(documents);
        return new Publication(
                snapshot.mirror(),
                draft.catalog(),
                rendered.updated(),
                streams(rendered),
                files,
                rendered.counts(),
                draft.planned().dropped(),
                customStreams(snapshot, draft),
                draft.replaced());
    }

    private static Set<ContentId> customStreams(MirrorSnapshot snapshot, PublicationDraft draft) {
        return snapshot.orders().customStreams().stream()
                .map(ProductsDocument::contentId)
                .filter(id -> draft.tree().streams().containsKey(id))
                .collect(Collectors.toSet());
    }

    static SortedMap<ContentId, PublishedStream> streams(RenderedTree rendered) {
        var streams = new TreeMap<ContentId, PublishedStream>();
        rendered.streams()
                .forEach(stream -> streams.put(
                        stream.contentId(), new PublishedStream(stream.sha256(), stream.updated(), stream.counts())));
        return streams;
    }
}
