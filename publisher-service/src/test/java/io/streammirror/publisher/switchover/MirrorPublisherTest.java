package io.streammirror.publisher.switchover;

import static io.streammirror.publisher.Trees.MIRROR;
import static io.streammirror.publisher.Trees.STREAM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.streammirror.catalog.Catalog;
import io.streammirror.decision.DecisionLog;
import io.streammirror.event.TreePublished;
import io.streammirror.openpgp.KeyAlgorithm;
import io.streammirror.openpgp.SignatureVerifier;
import io.streammirror.openpgp.SigningKey;
import io.streammirror.publisher.Trees;
import io.streammirror.publisher.publication.DocumentPaths;
import io.streammirror.publisher.publication.Publication;
import io.streammirror.publisher.publication.PublishedFile;
import io.streammirror.publisher.sign.PublisherIdentity;
import io.streammirror.publisher.state.MirrorView;
import io.streammirror.simplestreams.ItemPath;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.Blobs;
import io.streammirror.store.DamagedBlobException;
import io.streammirror.store.InMemoryObjectStore;
import io.streammirror.store.ObjectAttributes;
import io.streammirror.store.StoreKeys;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MirrorPublisherTest extends PublisherFixture {
    @Test
    void shouldPublishAllDocumentFormsWhenCatalogIsComplete() {
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
        assertThat(view.assembly().from()).isEqualTo(revision);
        assertThat(view.live()).isNotNull();
        assertThat(view.catalog()).isNotNull();
    }

    @Test
    void shouldNameSignedDocumentsInSignedIndex() {
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
    void shouldMakeNoEntryWhenContentIsUnchanged() {
        accept(catalog("v1", "a"));
        storeItems("v1", "a");
        run(publisher);
        long before = log.head().sequence();

        run(publisher(store));

        assertThat(log.head().sequence()).isEqualTo(before);
        assertThat(state.view(MIRROR).assembly().from()).isNotNull();
    }

    @Test
    void shouldMakeNoEntryWhenNothingIsComplete() {
        Sha256 revision = accept(catalog("v1", "a"));
        long before = log.head().sequence();

        run(publisher);

        assertThat(log.head().sequence()).isEqualTo(before);
        assertThat(state.view(MIRROR).assembly().from()).isEqualTo(revision);
    }

    @Test
    void shouldNeedNoPublishingWhenNothingIsNew() {
        accept(catalog("v1", "a"));
        storeItems("v1", "a");
        assertThat(checkAgain(publisher)).isEqualTo(PublishNeed.FINISHED);
        publisher.publish();

        assertThat(checkAgain(publisher)).isEqualTo(PublishNeed.NOTHING_NEW);
    }

    @Test
    void shouldAssembleAgainWhenSameCatalogIsAcceptedAgain() {
        Sha256 revision = accept(catalog("v1", "a"));
        storeItems("v1", "a");
        run(publisher);
        long before = accept(catalog("v1", "a")).equals(revision) ? log.head().sequence() : 0;

        assertThat(checkAgain(publisher)).isEqualTo(PublishNeed.FINISHED);

        publisher.publish();
        assertThat(log.head().sequence()).isEqualTo(before);
        assertThat(state.view(MIRROR).assembly().from()).isEqualTo(revision);
    }

    @Test
    void shouldReportMissingItemsAsUnderWayUntilTheyFail() {
        Catalog catalog = catalog("v1", "a");
        accept(catalog);
        assertThat(checkAgain(publisher)).isEqualTo(PublishNeed.UNDER_WAY);

        catalog.blobs().keySet().forEach(sha256 -> state.observe(rejected(sha256)));

        assertThat(checkAgain(publisher)).isEqualTo(PublishNeed.FINISHED);
    }

    @Test
    void shouldTimePublicationAfterItsPredecessor() {
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
    void shouldNotListBlobWhenItsSizeIsWrong() {
        accept(catalog("v1", "a"));
        storeItems("v1", "a");
        Sha256 root = Trees.sha256(Trees.contents("7", "v1", "a").get(1));
        store.put(StoreKeys.blob(root), new byte[3], ObjectAttributes.BYTES);

        run(publisher);

        assertThat(log.head().state().mirror(MIRROR).live()).isNull();
    }

    @Test
    void shouldNotSwitchWhenBlobVanishes() {
        accept(catalog("v1", "a"));
        storeItems("v1", "a");
        Sha256 root = Trees.sha256(Trees.contents("7", "v1", "a").get(1));
        checkAgain(publisher);
        store.delete(StoreKeys.blob(root));

        assertThat(catchThrowable(publisher::publish))
                .isInstanceOf(VanishedBlobException.class)
                .hasMessageContaining("7/v1/root-tgz");
        assertThat(log.head().state().mirror(MIRROR).live()).isNull();
    }

    @Test
    void shouldNotSwitchWhenDocumentIsDamaged() {
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
        unlucky.check();

        assertThat(catchThrowable(unlucky::publish)).isInstanceOf(DamagedBlobException.class);
        assertThat(new DecisionLog(damaging, clock, "test")
                        .head()
                        .state()
                        .mirror(MIRROR)
                        .live())
                .isNull();
    }

    @Test
    void shouldMakeNoEntryWhenAnotherPublisherWasFaster() {
        accept(catalog("v1", "a"));
        storeItems("v1", "a");
        checkAgain(publisher);
        run(publisher(store));
        long before = log.head().sequence();

        publisher.publish();

        assertThat(log.head().sequence()).isEqualTo(before);
        assertThat(announced).hasSize(1);
    }

    @Test
    void shouldLeaveOutStreamWithUnknownDatatypeUnlessTheOperatorWantsIt() {
        accept(unfitCatalog());
        storeItems("v1", "a");

        run(publisher);
        assertThat(state.view(MIRROR).assembly().violations()).isEmpty();
        assertThat(state.view(MIRROR).assembly().leftOut())
                .singleElement()
                .satisfies(stream -> assertThat(stream.reason()).contains("/datatype: 'images' must be one of"));
        assertThat(log.head().state().mirror(MIRROR).live()).isNull();

        run(publisher(mirror(List.of(".*centos-bases.*")), store));

        assertThat(state.view(MIRROR).assembly().violations()).isEmpty();
        assertThat(live().streams()).containsOnlyKeys(STREAM);
        assertThatAllIsStored(live());
    }

    @Test
    void shouldForgetARefusalWhenOtherBlobsAreMissing() {
        MirrorPublisher stranger = refused();
        store.delete(StoreKeys.blob(Trees.sha256(Trees.contents("7", "v2", "a").get(1))));

        checkAgain(stranger);

        assertThat(state.view(MIRROR).assembly().violations()).isEmpty();
    }

    @Test
    void shouldShowARefusalAgainWhenALostBlobIsBackBeforeItMattered() {
        MirrorPublisher stranger = refused();
        store.delete(StoreKeys.blob(Trees.sha256(Trees.contents("7", "v2", "a").get(1))));
        checkAgain(stranger);
        storeItems("v2", "a");

        assertThat(checkAgain(stranger)).isEqualTo(PublishNeed.NOTHING_NEW);

        assertThat(state.view(MIRROR).assembly().violations()).isNotEmpty();
        assertThat(state.view(MIRROR).assembly().from()).isNull();
    }

    /** A publisher that must not follow what is live, since it has another key. */
    private MirrorPublisher refused() {
        accept(catalog("v1", "a"));
        storeItems("v1", "a");
        run(publisher);
        accept(catalog("v2", "a"));
        storeItems("v2", "a");
        var key = SigningKey.generate("Other <other@example.com>", KeyAlgorithm.ED25519, NOW.minusSeconds(3600));
        var stranger = new MirrorPublisher(
                mirror(),
                store,
                inventories,
                log,
                new PublisherIdentity(key, Set.of()),
                state,
                announced::add,
                PublishStages.UNOBSERVED,
                clock);
        run(stranger);
        assertThat(state.view(MIRROR).assembly().violations()).isNotEmpty();
        return stranger;
    }

    @Test
    void shouldKeepAssemblyWhenLostBlobIsBackInTime() {
        Sha256 revision = accept(catalog("v1", "a"));
        storeItems("v1", "a");
        run(publisher);
        store.delete(StoreKeys.blob(Trees.sha256(Trees.contents("7", "v1", "a").get(1))));
        checkAgain(publisher);
        assertThat(state.view(MIRROR).assembly().from()).isNull();
        storeItems("v1", "a");

        assertThat(checkAgain(publisher)).isEqualTo(PublishNeed.NOTHING_NEW);

        assertThat(state.view(MIRROR).assembly().from()).isEqualTo(revision);
    }

    @Test
    void shouldAnnounceSwitchOnlyWhenStateShowsIt() {
        Sha256 revision = accept(catalog("v1", "a"));
        storeItems("v1", "a");
        var seen = new ArrayList<Sha256>();
        var announcing = new MirrorPublisher(
                mirror(),
                store,
                inventories,
                log,
                SIGNATORY,
                state,
                event -> seen.add(
                        Objects.requireNonNull(state.view(MIRROR).assembly().from())),
                PublishStages.UNOBSERVED,
                clock);

        run(announcing);

        assertThat(seen).containsExactly(revision);
    }
}
