package io.streammirror.publisher.assemble;

import io.streammirror.maas.MaasCompatibility;
import io.streammirror.publisher.publication.Replaced;
import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.ItemPath;
import io.streammirror.simplestreams.Payload;
import io.streammirror.simplestreams.Product;
import io.streammirror.simplestreams.ProductName;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.simplestreams.Version;
import io.streammirror.simplestreams.VersionName;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Keeps versions listed for a while beside the newer ones that replaced them.
 *
 * <p>MAAS up to 3.7 reads the index twice in one import. When every version changes between the two reads, it finds nothing to fetch until
 * its next import, an hour later.
 */
public final class Overlap {
    private final PreviousTree live;
    private final Replaced before;
    private final ListingRequirements requirements;
    private final Withdrawals withdrawals;
    private final Duration duration;
    private final Instant now;

    private final Map<ItemPath, Sha256> contents = new HashMap<>();
    private final SortedMap<ContentId, SortedMap<ProductName, SortedMap<VersionName, Instant>>> since = new TreeMap<>();

    private Overlap(
            PreviousTree live,
            Replaced before,
            ListingRequirements requirements,
            Withdrawals withdrawals,
            Duration duration,
            Instant now) {
        this.live = live;
        this.before = before;
        this.requirements = requirements;
        this.withdrawals = withdrawals;
        this.duration = duration;
        this.now = now;
    }

    /**
     * A tree with what it keeps.
     *
     * @param until when the first of the versions goes; empty when none is kept
     */
    public record Extended(AssembledTree tree, Replaced replaced, Optional<Instant> until) {}

    /**
     * Adds replaced versions to a tree.
     *
     * @param live what is published; {@link PreviousTree#NONE} when nothing is
     * @param before what was replaced when it was published
     * @param withdrawals versions that an operator went back from
     * @param duration how long a replaced version stays; zero for not at all
     */
    public static Extended extend(
            AssembledTree tree,
            PreviousTree live,
            Replaced before,
            ListingRequirements requirements,
            Withdrawals withdrawals,
            Duration duration,
            Instant now) {
        if (duration.isZero()) {
            return new Extended(tree, Replaced.NONE, Optional.empty());
        }
        return new Overlap(live, before, requirements, withdrawals, duration, now).extend(tree);
    }

    private Extended extend(AssembledTree tree) {
        tree.streams().values().stream()
                .flatMap(AssembledStream::payloads)
                .forEach(payload -> contents.put(payload.path(), payload.sha256()));
        var streams = new TreeMap<ContentId, AssembledStream>();
        tree.streams().forEach((id, stream) -> streams.put(id, extend(id, stream)));
        Optional<Instant> until = since.values().stream()
                .flatMap(products -> products.values().stream())
                .flatMap(versions -> versions.values().stream())
                .map(replaced -> replaced.plus(duration))
                .min(Instant::compareTo);
        return new Extended(
                new AssembledTree(streams, tree.withheld(), tree.leftOut(), tree.waiting()),
                new Replaced(since),
                until);
    }

    private AssembledStream extend(ContentId id, AssembledStream stream) {
        Optional<MaasCompatibility> fitness = fitness(id);
        if (fitness.isEmpty()) {
            return stream;
        }
        var products = new TreeMap<ProductName, Product>();
        stream.products()
                .forEach((name, product) -> products.put(
                        name,
                        live.product(id, name)
                                .map(previous -> extend(id, product, previous, fitness.get()))
                                .orElse(product)));
        return new AssembledStream(stream.source(), products);
    }

    private Optional<MaasCompatibility> fitness(ContentId id) {
        return requirements.unchecked().test(id)
                ? Optional.of(MaasCompatibility.UNCHECKED)
                : Optional.ofNullable(live.documents().get(id))
                        .flatMap(document -> MaasCompatibility.of(document, requirements.profile()));
    }

    private Product extend(ContentId id, Product product, Product previous, MaasCompatibility fitness) {
        VersionName newest = product.versions().lastKey();
        var versions = new TreeMap<>(product.versions());
        previous.versions().headMap(newest).forEach((name, version) -> {
            Instant replaced = before.of(id, product.name(), name).orElse(now);
            if (!versions.containsKey(name)
                    && now.isBefore(replaced.plus(duration))
                    && !withdrawals.contains(id, product.name(), version)
                    && fitness.problem(version).isEmpty()
                    && requirements.stored().containsAllOf(version)
                    && agrees(version)) {
                versions.put(name, version);
                StoredBlobs.payloads(version).forEach(payload -> contents.put(payload.path(), payload.sha256()));
                since.computeIfAbsent(id, unseen -> new TreeMap<>())
                        .computeIfAbsent(product.name(), unseen -> new TreeMap<>())
                        .put(name, replaced);
            }
        });
        return product.withVersions(versions);
    }

    /** A path has one content in a tree. */
    private boolean agrees(Version version) {
        return StoredBlobs.payloads(version).allMatch(this::agrees);
    }

    private boolean agrees(Payload payload) {
        return payload.sha256().equals(contents.getOrDefault(payload.path(), payload.sha256()));
    }
}
