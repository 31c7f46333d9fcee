package io.streammirror.publisher.admin;

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
import io.streammirror.decision.Proposal;
import io.streammirror.decision.UpstreamMarks;
import io.streammirror.mirror.MirrorName;
import io.streammirror.openpgp.KeyAlgorithm;
import io.streammirror.openpgp.SigningKey;
import io.streammirror.publisher.Trees;
import io.streammirror.publisher.admin.AdministeredMirror.RecordedCommands;
import io.streammirror.publisher.publication.Publication;
import io.streammirror.publisher.publication.Publications;
import io.streammirror.publisher.sign.PublisherIdentity;
import io.streammirror.publisher.snapshot.BlobInventoryCache;
import io.streammirror.publisher.state.PublisherState;
import io.streammirror.publisher.switchover.MirrorPublisher;
import io.streammirror.publisher.switchover.PublishNeed;
import io.streammirror.publisher.switchover.PublishStages;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.InMemoryObjectStore;
import io.streammirror.store.ObjectAttributes;
import io.streammirror.store.StoreKeys;
import io.streammirror.testing.time.ManualClock;
import io.streammirror.upstream.FakeTree;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Staging, which follows an upstream, and production, which is promoted from it, with the real publishers of both. */
final class StagedMirrors {
    static final MirrorName STAGING = MIRROR;
    static final MirrorName PRODUCTION = new MirrorName("production");
    static final Instant NOW = Instant.parse("2026-11-23T01:02:03Z");

    private static final SigningKey KEY =
            SigningKey.generate("Test <test@example.com>", KeyAlgorithm.ED25519, NOW.minusSeconds(3600));

    private final ManualClock clock = new ManualClock(NOW);
    private final InMemoryObjectStore store = new InMemoryObjectStore(clock);
    private final DecisionLog log = new DecisionLog(store, clock, "test");
    private final RecordedCommands commands = new RecordedCommands();
    private final Settings settings;
    private final PublisherState state;
    private final Map<MirrorName, MirrorPublisher> publishers = new TreeMap<>();

    StagedMirrors() {
        MirrorSettings staging = new FakeTree("https://upstream.example/").settings(STAGING.value());
        MirrorSettings production =
                SettingsFixture.mirror(PRODUCTION).from(STAGING).build();
        this.settings = SettingsFixture.settings(staging, production);
        this.state = new PublisherState(settings, clock);
        restart();
    }

    /** New processes know nothing but what log and store say. */
    void restart() {
        settings.mirrors()
                .forEach((name, mirror) -> publishers.put(
                        name,
                        new MirrorPublisher(
                                mirror,
                                store,
                                new BlobInventoryCache(store, clock),
                                log,
                                new PublisherIdentity(KEY, Set.of()),
                                state,
                                event -> {},
                                PublishStages.UNOBSERVED,
                                clock)));
    }

    Promotions promotions() {
        return new Promotions(settings, log, store, commands, clock);
    }

    PublicationOrders orders() {
        return new PublicationOrders(settings, log, store, commands, clock);
    }

    Settings settings() {
        return settings;
    }

    PublisherState state() {
        return state;
    }

    RecordedCommands commands() {
        return commands;
    }

    DecisionLog log() {
        return log;
    }

    InMemoryObjectStore store() {
        return store;
    }

    ManualClock clock() {
        return clock;
    }

    MirrorState of(MirrorName mirror) {
        return log.head().state().mirror(mirror);
    }

    /** Staging publishes just these versions of product 7, and answers the publication's id. */
    Sha256 stage(String... versions) {
        var editions = new TreeMap<String, String>();
        for (String version : versions) {
            editions.put(version, "a");
            Trees.contents("7", version, "a")
                    .forEach(content -> store.put(
                            StoreKeys.blob(Trees.sha256(content)), Trees.bytes(content), ObjectAttributes.BYTES));
        }
        Catalog catalog = Trees.catalog(new TreeMap<>(Map.of("7", editions)));
        byte[] bytes = CatalogCodec.encode(catalog);
        Sha256 revision = Sha256.of(bytes);
        store.put(StoreKeys.catalog(STAGING, revision), bytes, ObjectAttributes.JSON);
        log.append(head -> Optional.of(new Proposal(
                new Decision.CatalogAccepted(STAGING, revision, revision),
                head.state()
                        .with(
                                STAGING,
                                head.state()
                                        .mirror(STAGING)
                                        .withCatalog(
                                                new AcceptedCatalog(
                                                        revision, clock.instant(), head.nextSequence(), revision),
                                                UpstreamMarks.NONE)))));
        publish();
        return Objects.requireNonNull(of(STAGING).live()).id();
    }

    /** Both publishers take their turn. */
    void publish() {
        clock.advance(Duration.ofSeconds(1));
        publishers.values().forEach(publisher -> {
            if (publisher.check() != PublishNeed.NOTHING_NEW) {
                publisher.publish();
            }
        });
    }

    Publication live(MirrorName mirror) {
        return new Publications(store)
                .load(mirror, Objects.requireNonNull(of(mirror).live()).id());
    }
}
