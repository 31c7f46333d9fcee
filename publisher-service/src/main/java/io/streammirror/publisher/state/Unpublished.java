package io.streammirror.publisher.state;

import io.streammirror.catalog.Catalog;
import io.streammirror.catalog.CatalogItem;
import io.streammirror.publisher.assemble.DelayedVersion;
import io.streammirror.publisher.assemble.LeftOutStream;
import io.streammirror.publisher.assemble.WithheldVersion;
import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.ProductName;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.simplestreams.VersionName;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How much of a catalog was left out of the last assembly, by reason.
 *
 * @param amounts only reasons that apply
 */
public record Unpublished(Map<Reason, Amount> amounts) {
    public static final Unpublished NONE = new Unpublished(Map.of());

    /** Why a version is not published; the words are those of the glossary. */
    public enum Reason {
        /** MAAS would refuse the source because of the version. */
        WITHHELD,
        /** No version of its stream has a shape that MAAS reads. */
        LEFT_OUT,
        /** The operator wants versions to be older. */
        DELAYED;

        /** The value of the label {@code reason}. */
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** Whether it makes the mirror incomplete; a delay is what the operator wants. */
        public boolean isDefect() {
            return this != DELAYED;
        }
    }

    /**
     * A number of versions.
     *
     * @param bytes of the blobs that no published version needs
     */
    public record Amount(int versions, long bytes) {
        public static final Amount NONE = new Amount(0, 0);
    }

    private record Key(ContentId stream, ProductName product, VersionName version) {}

    public Unpublished {
        amounts = Collections.unmodifiableMap(new HashMap<>(amounts));
    }

    public Amount of(Reason reason) {
        return amounts.getOrDefault(reason, Amount.NONE);
    }

    /** The omissions of a catalog's assembly; a version with several reasons counts for the first of them. */
    public static Unpublished of(
            Catalog catalog, List<WithheldVersion> withheld, List<LeftOutStream> leftOut, List<DelayedVersion> young) {
        if (withheld.isEmpty() && leftOut.isEmpty() && young.isEmpty()) {
            return NONE;
        }
        Set<ContentId> streams = leftOut.stream().map(LeftOutStream::stream).collect(Collectors.toSet());
        var single = new HashMap<Key, Reason>();
        young.forEach(of -> single.put(new Key(of.stream(), of.product(), of.version()), Reason.DELAYED));
        withheld.forEach(of -> single.put(new Key(of.stream(), of.product(), of.version()), Reason.WITHHELD));
        var versions = new EnumMap<Reason, Set<Key>>(Reason.class);
        var blobs = new EnumMap<Reason, Map<Sha256, Long>>(Reason.class);
        var published = new HashSet<Sha256>();
        catalog.items().forEach(item -> {
            var key = new Key(item.stream(), item.product(), item.version());
            @Nullable
            Reason reason = single.getOrDefault(key, streams.contains(item.stream()) ? Reason.LEFT_OUT : null);
            if (reason == null) {
                published.add(item.payload().sha256());
            } else {
                versions.computeIfAbsent(reason, any -> new HashSet<>()).add(key);
                add(blobs.computeIfAbsent(reason, any -> new HashMap<>()), item);
            }
        });
        return new Unpublished(versions.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        of -> new Amount(
                                of.getValue().size(), bytes(blobs.getOrDefault(of.getKey(), Map.of()), published)))));
    }

    private static void add(Map<Sha256, Long> blobs, CatalogItem item) {
        blobs.put(item.payload().sha256(), item.payload().size());
    }

    private static long bytes(Map<Sha256, Long> blobs, Collection<Sha256> published) {
        return blobs.entrySet().stream()
                .filter(blob -> !published.contains(blob.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
