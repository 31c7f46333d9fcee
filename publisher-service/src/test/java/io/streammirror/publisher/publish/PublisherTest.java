package io.streammirror.publisher.publish;

import static io.streammirror.publisher.Trees.MIRROR;
import static io.streammirror.publisher.Trees.STREAM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.streammirror.catalog.Catalog;
import io.streammirror.catalog.CatalogCodec;
import io.streammirror.config.MirrorSettings;
import io.streammirror.config.Settings;
import io.streammirror.events.FetchResult;
import io.streammirror.events.ItemRejected;
import io.streammirror.events.TreePublished;
import io.streammirror.log.AcceptedCatalog;
import io.streammirror.log.Decision;
import io.streammirror.log.DecisionLog;
import io.streammirror.log.LogEntry;
import io.streammirror.log.MirrorState;
import io.streammirror.log.Proposal;
import io.streammirror.openpgp.KeyAlgorithm;
import io.streammirror.openpgp.SignatureVerifier;
import io.streammirror.openpgp.SigningKey;
import io.streammirror.publisher.Trees;
import io.streammirror.publisher.publication.DocumentPaths;
import io.streammirror.publisher.publication.Publication;
import io.streammirror.publisher.publication.Publications;
import io.streammirror.publisher.publication.PublishedFile;
import io.streammirror.publisher.state.MirrorView;
import io.streammirror.publisher.state.PublisherState;
import io.streammirror.simplestreams.ItemPath;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.Blobs;
import io.streammirror.store.DamagedBlobException;
import io.streammirror.store.InMemoryObjectStore;
import io.streammirror.store.ObjectAttributes;
import io.streammirror.store.ObjectStore;
import io.streammirror.store.StoreKeys;
import io.streammirror.store.StoreUnavailableException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PublisherTest {
    private static final Instant NOW = Instant.parse("2026-11-23T01:02:03.456Z");
    private static final SigningKey KEY =
            SigningKey.generate("Test <test@example.com>", KeyAlgorithm.ED25519, NOW.minusSeconds(3600));

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private final DecisionLog log = new DecisionLog(store, clock, "test");
    private final PublisherState state = new PublisherState(settings(), clock);
    private final List<TreePublished> announced = new ArrayList<>();
    private final MirrorPublisher publisher = publisher(store);

    @Test
    void aCompleteCatalogGoesLiveWithAllFormsOfItsDocuments() {
        Sha256 revision = accept(catalog("v1", "a"));
        storeItems("v1", "a");

        run(publisher);

        Publication live = live();
        List<ItemPath> paths = documents(live);
        catalog("v1", "a").items().forEach(item -> paths.add(item.payload().path()));
        assertThat(live.files().keySet()).containsExactlyInAnyOrderElementsOf(paths);
        assertThat(live.catalog()).isEqualTo(revision);
        assertThat(live.updated()).isEqualTo(Instant.parse("2026-11-23T01:02:03Z"));
        assertThat(announced).extracting(TreePublished::publication).containsExactly(live.id());
        MirrorView view = state.view(MIRROR);
        assertThat(view.assembledFrom()).isEqualTo(revision);
        assertThat(view.live()).isNotNull();
        assertThat(view.catalog()).isNotNull();
    }

    @Test
    void theSignedIndexIsSignedByTheKeyAndNamesSignedDocuments() {
        accept(catalog("v1", "a"));
        storeItems("v1", "a");

        run(publisher);

        PublishedFile index =
                Objects.requireNonNull(live().files().get(DocumentPaths.index().signed()));
        byte[] document = new Blobs(store).read(index.sha256(), 1 << 20);
        var verifier = new SignatureVerifier(KEY.publicKeyring(), Set.of(), Set.of(), clock);
        assertThat(new String(verifier.verifyClearSigned(document).body(), StandardCharsets.UTF_8))
                .contains(DocumentPaths.immutable(
                                STREAM, live().streams().get(STREAM).body())
                        .signed()
                        .value());
    }

    @Test
    void unchangedContentMakesNoEntry() {
        accept(catalog("v1", "a"));
        storeItems("v1", "a");
        run(publisher);
        long before = log.head().sequence();

        run(publisher(store));

        assertThat(log.head().sequence()).isEqualTo(before);
        assertThat(state.view(MIRROR).assembledFrom()).isNotNull();
    }

    @Test
    void nothingCompleteMakesNoEntryAndIsKnownToBeAssembled() {
        Sha256 revision = accept(catalog("v1", "a"));
        long before = log.head().sequence();

        run(publisher);

        assertThat(log.head().sequence()).isEqualTo(before);
        assertThat(state.view(MIRROR).assembledFrom()).isEqualTo(revision);
    }

    @Test
    void aLookWithNothingNewNeedsNoPublishing() {
        accept(catalog("v1", "a"));
        storeItems("v1", "a");
        assertThat(publisher.look()).isEqualTo(Look.FINISHED);
        publisher.publish();

        assertThat(publisher.look()).isEqualTo(Look.NOTHING_NEW);
    }

    @Test
    void theSameCatalogAcceptedAnewIsAssembledAnew() {
        Sha256 revision = accept(catalog("v1", "a"));
        storeItems("v1", "a");
        run(publisher);
        long before = accept(catalog("v1", "a")).equals(revision) ? log.head().sequence() : 0;

        assertThat(publisher.look()).isEqualTo(Look.FINISHED);

        publisher.publish();
        assertThat(log.head().sequence()).isEqualTo(before);
        assertThat(state.view(MIRROR).assembledFrom()).isEqualTo(revision);
    }

    @Test
    void whatIsMissingIsUnderWayUntilItHasFailed() {
        Catalog catalog = catalog("v1", "a");
        accept(catalog);
        assertThat(publisher.look()).isEqualTo(Look.UNDER_WAY);

        catalog.blobs().keySet().forEach(sha256 -> state.heard(rejected(sha256)));

        assertThat(publisher.look()).isEqualTo(Look.FINISHED);
    }

    @Test
    void theTimeOfAPublicationIsLaterThanThatOfTheOneBefore() {
        accept(catalog("v1", "a"));
        storeItems("v1", "a");
        run(publisher);
        Instant first = live().updated();
        accept(catalog("v2", "a"));
        storeItems("v2", "a");

        run(publisher);

        assertThat(live().updated()).isEqualTo(first.plusSeconds(1));
        assertThat(log.head().state().mirror(MIRROR).superseded()).hasSize(1);
    }

    @Test
    void aBlobOfTheWrongSizeIsNotListed() {
        accept(catalog("v1", "a"));
        storeItems("v1", "a");
        Sha256 root = Trees.sha256(Trees.contents("7", "v1", "a").get(1));
        store.put(StoreKeys.blob(root), new byte[3], ObjectAttributes.BYTES);

        run(publisher);

        assertThat(log.head().state().mirror(MIRROR).live()).isNull();
    }

    @Test
    void aBlobThatVanishesBeforeTheSwitchStopsIt() {
        accept(catalog("v1", "a"));
        storeItems("v1", "a");
        Sha256 root = Trees.sha256(Trees.contents("7", "v1", "a").get(1));
        publisher.look();
        store.delete(StoreKeys.blob(root));

        assertThat(catchThrowable(publisher::publish))
                .isInstanceOf(VanishedBlobException.class)
                .hasMessageContaining("7/v1/root-tgz");
        assertThat(log.head().state().mirror(MIRROR).live()).isNull();
    }

    @Test
    void aDamagedDocumentNeverGoesLive() {
        accept(catalog("v1", "a"));
        storeItems("v1", "a");
        var damaging = new InMemoryObjectStore() {
            @Override
            public byte[] read(String key, long maxBytes) {
                byte[] body = super.read(key, maxBytes);
                if (key.startsWith(StoreKeys.BLOBS)) {
                    body[0] ^= 1;
                }
                return body;
            }
        };
        store.contents().forEach((key, body) -> damaging.put(key, body, ObjectAttributes.BYTES));
        MirrorPublisher unlucky = publisher(damaging);
        unlucky.look();

        assertThat(catchThrowable(unlucky::publish)).isInstanceOf(DamagedBlobException.class);
        assertThat(new DecisionLog(damaging, clock, "test")
                        .head()
                        .state()
                        .mirror(MIRROR)
                        .live())
                .isNull();
    }

    @Test
    void theLoserOfARaceLooksAgainAndFindsItDone() {
        accept(catalog("v1", "a"));
        storeItems("v1", "a");
        publisher.look();
        run(publisher(store));
        long before = log.head().sequence();

        publisher.publish();

        assertThat(log.head().sequence()).isEqualTo(before);
        assertThat(announced).hasSize(1);
    }

    @Test
    void aTreeThatMaasWouldRefuseStaysDownAndSaysWhy() {
        accept(refusedCatalog());
        storeItems("v1", "a");

        run(publisher);

        assertThat(log.head().state().mirror(MIRROR).live()).isNull();
        assertThat(state.view(MIRROR).violations()).isNotEmpty().allSatisfy(violation -> assertThat(violation.pointer())
                .isEqualTo("/datatype"));
        assertThat(state.view(MIRROR).assembledFrom()).isNull();
    }

    @Test
    void aLostDocumentOfWhatIsLiveComesBackWithoutARestart() {
        accept(catalog("v1", "a"));
        storeItems("v1", "a");
        run(publisher);

        for (int i = 0; i < documents(live()).size(); i++) {
            lose(documents(live()).get(i));
            run(publisher);

            assertThatAllIsStored(live());
        }
        assertThat(publisher.look()).isEqualTo(Look.NOTHING_NEW);
    }

    @Test
    void aLostDocumentComesBackAfterARestartToo() {
        accept(catalog("v1", "a"));
        storeItems("v1", "a");
        run(publisher);

        for (int i = 0; i < documents(live()).size(); i++) {
            lose(documents(live()).get(i));
            run(publisher(store));

            assertThatAllIsStored(live());
        }
    }

    @Test
    void aLostPublicationIsMadeAnewAfterARestart() {
        accept(catalog("v1", "a"));
        storeItems("v1", "a");
        run(publisher);
        Publication lost = live();
        store.delete(StoreKeys.publication(MIRROR, lost.id()));

        run(publisher(store));

        assertThatAllIsStored(live());
        assertThat(live().updated()).isAfter(lost.updated());
    }

    @Test
    void aDamagedProductsDocumentIsMadeAnewAfterARestart() {
        accept(catalog("v1", "a"));
        storeItems("v1", "a");
        run(publisher);
        Sha256 body = live().streams().get(STREAM).body();
        byte[] bytes = store.read(StoreKeys.blob(body), 1 << 20);
        bytes[0] ^= 1;
        store.put(StoreKeys.blob(body), bytes, ObjectAttributes.BYTES);

        run(publisher(store));

        assertThat(live().streams().get(STREAM).body()).isNotEqualTo(body);
        assertThatAllIsStored(live());
    }

    @Test
    void aStoreThatDoesNotAnswerIsNoReasonToMakeATreeAnew() {
        accept(catalog("v1", "a"));
        storeItems("v1", "a");
        run(publisher);
        String body = StoreKeys.blob(live().streams().get(STREAM).body());
        var failing = new InMemoryObjectStore() {
            @Override
            public byte[] read(String key, long maxBytes) {
                if (key.equals(body)) {
                    throw new StoreUnavailableException("no answer", null);
                }
                return super.read(key, maxBytes);
            }
        };
        store.contents().forEach((key, bytes) -> failing.put(key, bytes, ObjectAttributes.BYTES));

        assertThat(catchThrowable(publisher(failing)::look)).isInstanceOf(StoreUnavailableException.class);
    }

    @Test
    void aLostItemThatTheCatalogNoLongerWantsIsNoLongerListed() {
        var v1 = new TreeMap<>(Map.of("v1", "a"));
        accept(Trees.catalog(new TreeMap<>(Map.of("7", v1, "8", v1))));
        storeItems("v1", "a");
        Trees.contents("8", "v1", "a")
                .forEach(content ->
                        store.put(StoreKeys.blob(Trees.sha256(content)), Trees.bytes(content), ObjectAttributes.BYTES));
        run(publisher);
        accept(Trees.catalog(new TreeMap<>(Map.of("7", new TreeMap<>(Map.of("v2", "a")), "8", v1))));
        run(publisher);
        store.delete(StoreKeys.blob(Trees.sha256(Trees.contents("7", "v1", "a").get(1))));

        run(publisher);

        assertThatAllIsStored(live());
    }

    @Test
    void afterARefusalAnotherSetOfBlobsIsJudgedAfresh() {
        accept(refusedCatalog());
        storeItems("v1", "a");
        run(publisher);
        assertThat(state.view(MIRROR).violations()).isNotEmpty();
        store.delete(StoreKeys.blob(Trees.sha256(Trees.contents("7", "v1", "a").get(1))));

        publisher.look();

        assertThat(state.view(MIRROR).violations()).isEmpty();
    }

    @Test
    void aRefusalIsStillKnownWhenABlobThatWasLostIsBackBeforeItMattered() {
        accept(refusedCatalog());
        storeItems("v1", "a");
        run(publisher);
        store.delete(StoreKeys.blob(Trees.sha256(Trees.contents("7", "v1", "a").get(1))));
        publisher.look();
        storeItems("v1", "a");

        assertThat(publisher.look()).isEqualTo(Look.NOTHING_NEW);

        assertThat(state.view(MIRROR).violations()).isNotEmpty();
        assertThat(state.view(MIRROR).assembledFrom()).isNull();
    }

    @Test
    void anAssemblyIsStillKnownWhenABlobThatWasLostIsBackBeforeItMattered() {
        Sha256 revision = accept(catalog("v1", "a"));
        storeItems("v1", "a");
        run(publisher);
        store.delete(StoreKeys.blob(Trees.sha256(Trees.contents("7", "v1", "a").get(1))));
        publisher.look();
        assertThat(state.view(MIRROR).assembledFrom()).isNull();
        storeItems("v1", "a");

        assertThat(publisher.look()).isEqualTo(Look.NOTHING_NEW);

        assertThat(state.view(MIRROR).assembledFrom()).isEqualTo(revision);
    }

    @Test
    void whoIsToldOfASwitchFindsItAssembled() {
        Sha256 revision = accept(catalog("v1", "a"));
        storeItems("v1", "a");
        var seen = new ArrayList<Sha256>();
        var announcing = new MirrorPublisher(
                mirror(),
                store,
                log,
                KEY,
                state,
                event -> seen.add(Objects.requireNonNull(state.view(MIRROR).assembledFrom())),
                clock);

        run(announcing);

        assertThat(seen).containsExactly(revision);
    }

    private void lose(ItemPath path) {
        store.delete(
                StoreKeys.blob(Objects.requireNonNull(live().files().get(path)).sha256()));
    }

    private void assertThatAllIsStored(Publication publication) {
        assertThat(publication.files())
                .allSatisfy((path, file) -> assertThat(new Blobs(store).read(file.sha256(), 1 << 20))
                        .hasSize((int) file.size()));
    }

    private static Catalog refusedCatalog() {
        var document = Trees.document(new TreeMap<>(Map.of("7", new TreeMap<>(Map.of("v1", "a")))));
        document.put("datatype", "images");
        return Trees.catalog(Trees.stream(STREAM, document));
    }

    private static void run(MirrorPublisher publisher) {
        if (publisher.look() != Look.NOTHING_NEW) {
            publisher.publish();
        }
    }

    private MirrorPublisher publisher(ObjectStore from) {
        return new MirrorPublisher(
                mirror(), from, new DecisionLog(from, clock, "test"), KEY, state, announced::add, clock);
    }

    private static Catalog catalog(String version, String edition) {
        return Trees.catalog(new TreeMap<>(Map.of("7", new TreeMap<>(Map.of(version, edition)))));
    }

    private Sha256 accept(Catalog catalog) {
        byte[] bytes = CatalogCodec.encode(catalog);
        Sha256 revision = Sha256.of(bytes);
        store.put(StoreKeys.catalog(MIRROR, revision), bytes, ObjectAttributes.JSON);
        Optional<LogEntry> entry = log.append(head -> {
            MirrorState next =
                    head.state().mirror(MIRROR).withCatalog(new AcceptedCatalog(revision, NOW, head.nextSequence()));
            return Optional.of(new Proposal(
                    new Decision.CatalogAccepted(MIRROR, revision, revision),
                    head.state().with(MIRROR, next)));
        });
        assertThat(entry).isPresent();
        return revision;
    }

    private void storeItems(String version, String edition) {
        Trees.contents("7", version, edition)
                .forEach(content ->
                        store.put(StoreKeys.blob(Trees.sha256(content)), Trees.bytes(content), ObjectAttributes.BYTES));
    }

    private Publication live() {
        var live = Objects.requireNonNull(log.head().state().mirror(MIRROR).live());
        return new Publications(store).load(MIRROR, live.id());
    }

    private static List<ItemPath> documents(Publication live) {
        var paths = new ArrayList<ItemPath>();
        Sha256 body = live.streams().get(STREAM).body();
        for (DocumentPaths document :
                List.of(DocumentPaths.index(), DocumentPaths.alias(STREAM), DocumentPaths.immutable(STREAM, body))) {
            paths.addAll(List.of(document.plain(), document.signed(), document.detached()));
        }
        return paths;
    }

    private static FetchResult rejected(Sha256 sha256) {
        return new ItemRejected(sha256, "sha256 is another", "run-1", "fetcher-1", NOW);
    }

    private static MirrorSettings mirror() {
        return new MirrorSettings(
                MIRROR,
                URI.create("http://images.example/stable"),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                Set.of(),
                "/maas/images/stable",
                Duration.ofMinutes(15),
                Duration.ofDays(30),
                0.4,
                List.of(),
                List.of(),
                true,
                new MirrorSettings.Retention(10, Duration.ofDays(2), Duration.ofDays(30)));
    }

    private static Settings settings() {
        return new Settings(
                new TreeMap<>(Map.of(MIRROR, mirror())),
                new Settings.Fetch(4, 8, 96_000_000, 100_000, "off"),
                new Settings.Serve(Path.of("cache"), 1, Optional.empty()),
                new Settings.Signing(Path.of("mirror.key"), Optional.empty()),
                new Settings.Store(Optional.empty(), "stream-mirror", "region", Optional.empty(), false),
                new Settings.Kafka(Optional.empty(), Optional.empty()),
                new Settings.Admin(Optional.empty()));
    }
}
