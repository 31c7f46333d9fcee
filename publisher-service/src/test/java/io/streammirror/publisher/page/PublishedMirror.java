package io.streammirror.publisher.page;

import static io.streammirror.publisher.Trees.MIRROR;

import io.streammirror.catalog.Catalog;
import io.streammirror.catalog.CatalogCodec;
import io.streammirror.config.MirrorSettings;
import io.streammirror.config.Settings;
import io.streammirror.config.SettingsFixture;
import io.streammirror.decision.AcceptedCatalog;
import io.streammirror.decision.Decision;
import io.streammirror.decision.DecisionLog;
import io.streammirror.decision.MirrorState;
import io.streammirror.decision.Orders;
import io.streammirror.decision.Proposal;
import io.streammirror.decision.StandingOrder;
import io.streammirror.decision.UpstreamMarks;
import io.streammirror.mirror.MirrorName;
import io.streammirror.openpgp.KeyAlgorithm;
import io.streammirror.openpgp.SigningKey;
import io.streammirror.publisher.Trees;
import io.streammirror.publisher.sign.PublisherIdentity;
import io.streammirror.publisher.snapshot.BlobInventoryCache;
import io.streammirror.publisher.snapshot.LatestSnapshots;
import io.streammirror.publisher.snapshot.MirrorSnapshot;
import io.streammirror.publisher.state.PublisherState;
import io.streammirror.publisher.switchover.MirrorPublisher;
import io.streammirror.publisher.switchover.PublishNeed;
import io.streammirror.publisher.switchover.PublishStages;
import io.streammirror.selection.Selection;
import io.streammirror.simplestreams.ItemPath;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.InMemoryObjectStore;
import io.streammirror.store.ObjectAttributes;
import io.streammirror.store.StoreKeys;
import io.streammirror.testing.time.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** A mirror with a real publisher on a store in memory: what it looks at is what pages show. */
public final class PublishedMirror implements LatestSnapshots {
    public static final Instant NOW = Instant.parse("2026-11-23T01:02:03Z");

    private static final SigningKey KEY =
            SigningKey.generate("Test <test@example.com>", KeyAlgorithm.ED25519, NOW.minusSeconds(3600));

    public final ManualClock clock = new ManualClock(NOW);
    public final InMemoryObjectStore store = new InMemoryObjectStore(clock);
    public final DecisionLog log = new DecisionLog(store, clock, "test");
    public final MirrorSettings settings;
    public final PublisherState state;
    private final BlobInventoryCache inventories = new BlobInventoryCache(store, clock);
    private final MirrorPublisher publisher;

    public PublishedMirror() {
        this(settings(Duration.ZERO, List.of(), List.of()));
    }

    public PublishedMirror(MirrorSettings settings) {
        this.settings = settings;
        this.state = new PublisherState(site(), clock);
        this.publisher = new MirrorPublisher(
                settings,
                store,
                inventories,
                log,
                new PublisherIdentity(KEY, Set.of()),
                state,
                published -> {},
                PublishStages.UNOBSERVED,
                clock);
    }

    public static MirrorSettings settings(Duration publishAfter, List<Selection> selections, List<String> excluded) {
        return SettingsFixture.mirror(MIRROR)
                .path("/maas/images/stable")
                .excludeStreams(excluded.toArray(new String[0]))
                .publishAfter(publishAfter)
                .selections(selections.toArray(new Selection[0]))
                .build();
    }

    public Settings site() {
        return SettingsFixture.settings(settings);
    }

    @Override
    public Optional<MirrorSnapshot> of(MirrorName mirror) {
        return mirror.equals(MIRROR) ? publisher.lastSnapshot() : Optional.empty();
    }

    public Sha256 accept(Catalog catalog) {
        byte[] bytes = CatalogCodec.encode(catalog);
        Sha256 revision = Sha256.of(bytes);
        store.put(StoreKeys.catalog(MIRROR, revision), bytes, ObjectAttributes.JSON);
        log.append(head -> {
            MirrorState next = head.state()
                    .mirror(MIRROR)
                    .withCatalog(
                            new AcceptedCatalog(revision, clock.instant(), head.nextSequence(), revision),
                            UpstreamMarks.NONE);
            return Optional.of(new Proposal(
                    new Decision.CatalogAccepted(MIRROR, revision, revision),
                    head.state().with(MIRROR, next)));
        });
        return revision;
    }

    /** Keeps a document of upstream as the watcher does. */
    public void keepDocument(Sha256 revision, byte[] document) {
        store.put(StoreKeys.upstream(MIRROR, revision) + Sha256.of(document).hex(), document, ObjectAttributes.BYTES);
    }

    /** Stores the files of a catalog whose content is their path, as {@link io.streammirror.publisher.UbuntuTrees} makes them. */
    public void storeItems(Catalog catalog, Predicate<ItemPath> which) {
        catalog.items()
                .map(item -> item.payload().path())
                .filter(which)
                .forEach(path -> store.put(
                        StoreKeys.blob(Trees.sha256(path.value())), Trees.bytes(path.value()), ObjectAttributes.BYTES));
    }

    public StandingOrder operator() {
        return new StandingOrder("alice", "because", clock.instant(), 7);
    }

    public void order(UnaryOperator<Orders> change) {
        log.append(head -> {
            MirrorState before = head.state().mirror(MIRROR);
            MirrorState after = before.withOrders(change.apply(before.standing()));
            return Optional.of(
                    new Proposal(new Decision.MirrorOnHold(MIRROR), head.state().with(MIRROR, after)));
        });
    }

    /** Checks, publishes what there is to publish, and checks again. */
    public void run() {
        inventories.mistrust();
        if (publisher.check() != PublishNeed.NOTHING_NEW) {
            publisher.publish();
            inventories.mistrust();
            publisher.check();
        }
    }

    /** A catalog that is accepted, stored whole and published. */
    public Sha256 publish(Catalog catalog) {
        Sha256 revision = accept(catalog);
        storeItems(catalog, path -> true);
        run();
        return revision;
    }
}
