package io.streammirror.publisher.switchover;

import static io.streammirror.publisher.Trees.MIRROR;
import static io.streammirror.publisher.Trees.STREAM;
import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.catalog.Catalog;
import io.streammirror.catalog.CatalogCodec;
import io.streammirror.config.MirrorSettings;
import io.streammirror.config.Settings;
import io.streammirror.config.SettingsFixture;
import io.streammirror.decision.AcceptedCatalog;
import io.streammirror.decision.Decision;
import io.streammirror.decision.DecisionLog;
import io.streammirror.decision.LogEntry;
import io.streammirror.decision.MirrorState;
import io.streammirror.decision.Orders;
import io.streammirror.decision.Proposal;
import io.streammirror.decision.UpstreamMarks;
import io.streammirror.event.FetchResult;
import io.streammirror.event.ItemRejected;
import io.streammirror.event.TreePublished;
import io.streammirror.openpgp.KeyAlgorithm;
import io.streammirror.openpgp.SigningKey;
import io.streammirror.publisher.Trees;
import io.streammirror.publisher.publication.DocumentPaths;
import io.streammirror.publisher.publication.Publication;
import io.streammirror.publisher.publication.Publications;
import io.streammirror.publisher.sign.PublisherIdentity;
import io.streammirror.publisher.snapshot.BlobInventoryCache;
import io.streammirror.publisher.state.PublisherState;
import io.streammirror.selection.Selection;
import io.streammirror.simplestreams.ItemPath;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.Blobs;
import io.streammirror.store.InMemoryObjectStore;
import io.streammirror.store.ObjectAttributes;
import io.streammirror.store.ObjectStore;
import io.streammirror.store.StoreKeys;
import io.streammirror.testing.time.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** A publisher on an in-memory store, with a catalog to accept and items to store. */
abstract class PublisherFixture {
    static final Instant NOW = Instant.parse("2026-11-23T01:02:03.456Z");
    static final SigningKey KEY =
            SigningKey.generate("Test <test@example.com>", KeyAlgorithm.ED25519, NOW.minusSeconds(3600));

    static final PublisherIdentity SIGNATORY = new PublisherIdentity(KEY, Set.of());

    final ManualClock clock = new ManualClock(NOW);
    final InMemoryObjectStore store = new InMemoryObjectStore(clock);
    final DecisionLog log = new DecisionLog(store, clock, "test");
    final PublisherState state = new PublisherState(settings(), clock);
    final BlobInventoryCache inventories = new BlobInventoryCache(store, clock);
    final List<TreePublished> announced = new ArrayList<>();
    final MirrorPublisher publisher = publisher(store);

    void lose(ItemPath path) {
        store.delete(
                StoreKeys.blob(Objects.requireNonNull(live().files().get(path)).sha256()));
    }

    void assertThatAllIsStored(Publication publication) {
        assertThat(publication.files())
                .allSatisfy((path, file) -> assertThat(new Blobs(store).read(file.sha256(), 1 << 20))
                        .hasSize((int) file.size()));
    }

    /** A catalog of one stream that MAAS refuses. */
    static Catalog unfitCatalog() {
        var document = Trees.document(new TreeMap<>(Map.of("7", new TreeMap<>(Map.of("v1", "a")))));
        document.put("datatype", "images");
        return Trees.catalog(Trees.stream(STREAM, document));
    }

    /** A check that sees what was stored or lost without a result. */
    PublishNeed checkAgain(MirrorPublisher publisher) {
        inventories.mistrust();
        return publisher.check();
    }

    void run(MirrorPublisher publisher) {
        if (checkAgain(publisher) != PublishNeed.NOTHING_NEW) {
            publisher.publish();
        }
    }

    MirrorPublisher publisher(ObjectStore from) {
        return publisher(mirror(), from);
    }

    MirrorPublisher publisher(MirrorSettings mirror, ObjectStore from) {
        return new MirrorPublisher(
                mirror,
                from,
                from == store ? inventories : new BlobInventoryCache(from, clock),
                new DecisionLog(from, clock, "test"),
                SIGNATORY,
                state,
                announced::add,
                PublishStages.UNOBSERVED,
                clock);
    }

    static Catalog catalog(String version, String edition) {
        return Trees.catalog(new TreeMap<>(Map.of("7", new TreeMap<>(Map.of(version, edition)))));
    }

    Sha256 accept(Catalog catalog) {
        byte[] bytes = CatalogCodec.encode(catalog);
        Sha256 revision = Sha256.of(bytes);
        store.put(StoreKeys.catalog(MIRROR, revision), bytes, ObjectAttributes.JSON);
        Optional<LogEntry> entry = log.append(head -> {
            MirrorState next = head.state()
                    .mirror(MIRROR)
                    .withCatalog(
                            new AcceptedCatalog(revision, clock.instant(), head.nextSequence(), revision),
                            UpstreamMarks.NONE);
            return Optional.of(new Proposal(
                    new Decision.CatalogAccepted(MIRROR, revision, revision),
                    head.state().with(MIRROR, next)));
        });
        assertThat(entry).isPresent();
        return revision;
    }

    /** An operator's order, as the log keeps it. */
    void order(UnaryOperator<Orders> change) {
        Optional<LogEntry> entry = log.append(head -> {
            MirrorState before = head.state().mirror(MIRROR);
            MirrorState after = before.withOrders(change.apply(before.standing()));
            return Optional.of(
                    new Proposal(new Decision.MirrorOnHold(MIRROR), head.state().with(MIRROR, after)));
        });
        assertThat(entry).isPresent();
    }

    void storeItems(String version, String edition) {
        Trees.contents("7", version, edition)
                .forEach(content ->
                        store.put(StoreKeys.blob(Trees.sha256(content)), Trees.bytes(content), ObjectAttributes.BYTES));
    }

    Publication live() {
        var live = Objects.requireNonNull(log.head().state().mirror(MIRROR).live());
        return new Publications(store).load(MIRROR, live.id());
    }

    static List<ItemPath> documents(Publication live) {
        var paths = new ArrayList<ItemPath>();
        Sha256 body = live.streams().get(STREAM).body();
        for (DocumentPaths document :
                List.of(DocumentPaths.index(), DocumentPaths.alias(STREAM), DocumentPaths.immutable(STREAM, body))) {
            paths.addAll(List.of(document.plain(), document.signed(), document.detached()));
        }
        return paths;
    }

    static FetchResult rejected(Sha256 sha256) {
        return new ItemRejected(sha256, "sha256 is another", "run-1", "fetcher-1", NOW);
    }

    static MirrorSettings mirror() {
        return fixture().build();
    }

    /** The mirror, which publishes streams of these content ids whether MAAS can read them or not. */
    static MirrorSettings mirror(List<String> unfitStreams) {
        return fixture().unfitStreams(unfitStreams).build();
    }

    /** The mirror, which publishes the newest of the versions that were stored for so long. */
    static MirrorSettings mirror(Duration publishAfter) {
        return fixture()
                .publishAfter(publishAfter)
                .selections(new Selection(List.of(), OptionalInt.of(1)))
                .build();
    }

    private static SettingsFixture fixture() {
        return SettingsFixture.mirror(MIRROR).path("/maas/images/stable");
    }

    static Settings settings() {
        return fixture().alone();
    }
}
