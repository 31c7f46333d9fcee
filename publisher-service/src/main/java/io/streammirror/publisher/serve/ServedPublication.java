package io.streammirror.publisher.serve;

import io.streammirror.publisher.publication.Counts;
import io.streammirror.publisher.publication.DocumentPaths;
import io.streammirror.publisher.publication.Publication;
import io.streammirror.publisher.publication.PublishedFile;
import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.ItemPath;
import io.streammirror.simplestreams.Sha256;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A publication as it is served.
 *
 * @param signer fingerprint of the key that signed it; null where that is not known
 * @param own which of its streams are the operators' own
 * @param streams paths of the products documents without their endings, in the order of the index
 * @param files by path below the mirror's base
 */
record ServedPublication(
        Sha256 id,
        Instant updated,
        @Nullable String signer,
        Counts counts,
        SortedSet<ContentId> own,
        List<String> streams,
        NavigableMap<String, ServedFile> files) {
    /** Items never change under their path, so any fixed time will do; a round one that no tool takes for "unknown". */
    private static final Instant EVER = Instant.parse("2000-01-01T00:00:00Z");

    ServedPublication {
        own = Collections.unmodifiableSortedSet(new TreeSet<>(own));
        streams = List.copyOf(streams);
        files = Collections.unmodifiableNavigableMap(new TreeMap<>(files));
    }

    static ServedPublication of(Sha256 id, @Nullable String signer, Publication publication) {
        Set<ItemPath> immutable = immutableDocuments(publication);
        var files = new TreeMap<String, ServedFile>();
        publication.files().forEach((path, file) -> {
            boolean item = file.type().equals(PublishedFile.ITEM_TYPE);
            files.put(
                    path.value(),
                    new ServedFile(
                            file.sha256(),
                            file.size(),
                            file.type(),
                            item || immutable.contains(path),
                            item ? EVER : publication.updated()));
        });
        return new ServedPublication(
                id,
                publication.updated(),
                signer,
                publication.counts(),
                new TreeSet<>(publication.customStreams()),
                publication.streams().entrySet().stream()
                        .map(stream -> DocumentPaths.immutable(
                                        stream.getKey(), stream.getValue().body())
                                .stem())
                        .toList(),
                files);
    }

    private static Set<ItemPath> immutableDocuments(Publication publication) {
        var paths = new HashSet<ItemPath>();
        publication.streams().forEach((stream, published) -> {
            DocumentPaths document = DocumentPaths.immutable(stream, published.body());
            paths.add(document.signed());
            paths.add(document.plain());
            paths.add(document.detached());
        });
        return paths;
    }

    /** This publication without the paths of newer ones, which hide them. */
    ServedPublication without(List<ServedPublication> newer) {
        var rest = new TreeMap<>(files);
        rest.keySet().removeIf(path -> newer.stream()
                .anyMatch(publication -> publication.files().containsKey(path)));
        return new ServedPublication(id, updated, signer, counts, own, streams, rest);
    }

    /** The distinct contents of its items. */
    Set<Sha256> items() {
        return files.values().stream()
                .filter(file -> file.mediaType().equals(PublishedFile.ITEM_TYPE))
                .map(ServedFile::sha256)
                .collect(Collectors.toSet());
    }

    /** The blobs of all documents and signatures. */
    Set<Sha256> documents() {
        var documents = new HashSet<Sha256>();
        files.values().stream()
                .filter(file -> !file.mediaType().equals(PublishedFile.ITEM_TYPE))
                .forEach(file -> documents.add(file.sha256()));
        return documents;
    }
}
