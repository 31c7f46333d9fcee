package io.streammirror.publisher.admin;

import static io.streammirror.publisher.admin.AdministeredMirror.STABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.streammirror.api.ImageRequest;
import io.streammirror.api.OrderResult;
import io.streammirror.catalog.Catalog;
import io.streammirror.catalog.CatalogCodec;
import io.streammirror.codec.Json;
import io.streammirror.config.MaasRange;
import io.streammirror.decision.AcceptedCatalog;
import io.streammirror.decision.CustomImages;
import io.streammirror.decision.Decision;
import io.streammirror.decision.LogEntry;
import io.streammirror.decision.MirrorState;
import io.streammirror.decision.Orders;
import io.streammirror.decision.Proposal;
import io.streammirror.decision.StandingOrder;
import io.streammirror.decision.UpstreamMarks;
import io.streammirror.mirror.MirrorName;
import io.streammirror.publisher.Trees;
import io.streammirror.publisher.customimage.CustomImageCollection;
import io.streammirror.publisher.customimage.CustomImageCollections;
import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.ProductName;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.simplestreams.VersionName;
import io.streammirror.store.ObjectAttributes;
import io.streammirror.store.StoreKeys;
import io.streammirror.upstream.FakeTree;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ImageOrdersTest {
    private static final ProductName ROCKY = new ProductName("own.stable:v3:archive:rocky:rocky9:amd64");
    private static final ContentId ARCHIVES = new ContentId("own.stable:v3:archives-download");
    private static final VersionName SERIAL = new VersionName("20260101");
    private static final Operator ALICE = new Operator("alice", "retired");

    private final AdministeredMirror mirror = new AdministeredMirror();
    private final ImageOrders images = mirror.images();

    @Test
    void shouldAppendOneEntryAndAnnounceItWhenImageIsAdded() {
        store("root a");

        OrderResult given = add(rocky("20260101", "root a"));

        assertThat(given.changed()).isTrue();
        LogEntry entry = mirror.log().head().entry();
        assertThat(entry.decision())
                .isEqualTo(new Decision.ImageAdded(STABLE, ARCHIVES, ROCKY, SERIAL, "root a".length()));
        assertThat(entry.who()).isEqualTo("alice");
        assertThat(entry.why()).isEqualTo("we need it");
        assertThat(standing().images()).satisfies(own -> {
            assertThat(own.versions()).isEqualTo(1);
            assertThat(own.order().sequence()).isEqualTo(entry.sequence());
        });
        assertThat(collection().version(ARCHIVES, ROCKY, SERIAL)).isPresent();
        assertThat(mirror.commands().announced()).singleElement().satisfies(decided -> assertThat(decided.decision())
                .isEqualTo("image-added"));
        // A MAAS demands a manifest, so one was made.
        collection()
                .version(ARCHIVES, ROCKY, SERIAL)
                .orElseThrow()
                .items()
                .values()
                .forEach(item -> assertThat(mirror.store()
                                .head(StoreKeys.blob(item.payload().sha256())))
                        .isPresent());
    }

    @Test
    void shouldRefuseOtherContentUnderSameVersion() {
        store("root a");
        store("root b");
        add(rocky("20260101", "root a"));
        long before = mirror.log().head().sequence();

        assertThat(add(rocky("20260101", "root a")).changed()).isFalse();
        assertRefused(rocky("20260101", "root b"), "already, with other content");

        assertThat(mirror.log().head().sequence()).isEqualTo(before);
        assertThat(add(rocky("20260201", "root b")).changed()).isTrue();
    }

    @Test
    void shouldCheckRequestAndChangeNothingWhenDryRun() {
        OrderResult result = add(rocky("20260101", "root a").put("dry-run", true));

        assertThat(result.message()).contains("can be added");
        assertThat(mirror.log().head().sequence()).isZero();
        assertThat(mirror.store().contents()).isEmpty();
        assertRefused(rocky("today", "root a").put("dry-run", true), "'serial'");
    }

    @Test
    void shouldRefuseImageWhenFileIsNotStoredWhole() {
        assertRefused(rocky("20260101", "root a"), "the store does not have root-tgz");

        mirror.store().put(StoreKeys.blob(Trees.sha256("root a")), Trees.bytes("root"), ObjectAttributes.BYTES);
        assertRefused(rocky("20260101", "root a"), "the store does not have root-tgz");
        assertThat(standing()).isEqualTo(Orders.NONE);
    }

    @Test
    void shouldRefuseImageThatMaasConfusesWithUpstream() {
        store("root a");
        acceptCatalog();

        assertRefused(
                rocky("20260101", "root a").put("namespace", "taken"),
                "upstream has a stream 'own.taken:v3:archives-download'");
        assertRefused(
                rocky("20260101", "root a").put("os", "centos").put("release", "centos70"),
                "MAAS could not distinguish it from product '7'");
        assertThat(add(rocky("20260101", "root a")).changed()).isTrue();
    }

    @Test
    void shouldRefuseSecondShapeOfSameImage() {
        store("root a");
        add(rocky("20260101", "root a"));
        ObjectNode other = rocky("20260101", "kernel");
        ArrayNode files = other.putArray("files");
        for (String kind : new String[] {"boot-kernel", "boot-initrd", "squashfs"}) {
            files.add(file(kind, kind));
        }

        assertRefused(other, "own image of another shape");
    }

    @Test
    void shouldJudgeImagesForReleasesThatReadTheMirror() {
        store("root a");
        keepImageThatOnlyNewestRefuses();

        assertRefused(rocky("20260101", "root a"), "MAAS would refuse the source because of it");
        ImageRequest request = request(rocky("20260101", "root a"));
        OrderResult given = mirror.imagesReadBy(new MaasRange("3.4", "3.7")).add(STABLE, request, Operator.of(request));

        assertThat(given.changed()).isTrue();
    }

    @Test
    void shouldNameFieldWhenImageIsInvalid() {
        assertRefused(rocky("20260101", "root a").put("arch", "x86_64"), "no architecture that MAAS knows");
        assertRefused(rocky("20260101", "root a").put("release", "Rocky 9"), "'release'");
        ObjectNode disk = rocky("20260101", "root a");
        disk.putArray("files").add(file("root-dd", "root a"));
        assertRefused(disk, "'root-dd' is no kind of file that MAAS 3.8 reads");
        ObjectNode none = rocky("20260101", "root a");
        none.putArray("files");
        assertRefused(none, "'files' must be a list of 1 to 20");
        ObjectNode twice = rocky("20260101", "root a");
        twice.putArray("files").add(file("root-tgz", "a")).add(file("root-tgz", "b"));
        assertRefused(twice, "two files of kind");
        ObjectNode huge = rocky("20260101", "root a");
        huge.putArray("files").add(file("root-tgz", "a").put("size", "many"));
        assertRefused(huge, "'files.[0].size': this is not a value of the kind");
        assertThatThrownBy(() -> images.add(new MirrorName("other"), request(rocky("20260101", "root a")), ALICE))
                .hasMessageContaining("there is no mirror 'other'");
    }

    @Test
    void shouldRemoveOneVersionOrAll() {
        store("root a");
        store("root b");
        add(rocky("20260101", "root a"));
        add(rocky("20260201", "root b"));

        OrderResult given = images.remove(STABLE, ROCKY, Optional.of(SERIAL), ALICE);

        assertThat(given.changed()).isTrue();
        assertThat(mirror.log().head().entry().decision())
                .isEqualTo(new Decision.ImageRemoved(STABLE, ARCHIVES, ROCKY, List.of(SERIAL)));
        assertThat(collection().versions()).isEqualTo(1);
        assertThatThrownBy(() -> images.remove(STABLE, ROCKY, Optional.of(SERIAL), ALICE))
                .hasMessageContaining("has no version 20260101; it has [20260201]");
        images.remove(STABLE, ROCKY, Optional.empty(), ALICE);
        assertThat(collection()).isEqualTo(CustomImageCollection.NONE);
        assertThatThrownBy(() -> images.remove(STABLE, ROCKY, Optional.empty(), ALICE))
                .hasMessageContaining("there is no custom image");
    }

    private OrderResult add(ObjectNode body) {
        ImageRequest request = request(body);
        return images.add(STABLE, request, Operator.of(request));
    }

    private void assertRefused(ObjectNode body, String reason) {
        assertThatThrownBy(() -> add(body)).isInstanceOf(AdminException.class).hasMessageContaining(reason);
    }

    private static ImageRequest request(ObjectNode body) {
        return RequestBody.read(Json.pretty(body), ImageRequest.class);
    }

    private static ObjectNode rocky(String serial, String content) {
        ObjectNode body = JsonNodeFactory.instance
                .objectNode()
                .put("who", "alice")
                .put("why", "we need it")
                .put("os", "rocky")
                .put("release", "rocky9")
                .put("arch", "amd64")
                .put("serial", serial);
        body.putArray("files").add(file("root-tgz", content));
        return body;
    }

    private static ObjectNode file(String kind, String content) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("kind", kind)
                .put("sha256", Trees.sha256(content).hex())
                .put("size", content.length());
    }

    private void store(String content) {
        mirror.store().put(StoreKeys.blob(Trees.sha256(content)), Trees.bytes(content), ObjectAttributes.BYTES);
    }

    /** As a mirror has one that was read by MAAS 3.7 and earlier until now. */
    private void keepImageThatOnlyNewestRefuses() {
        ObjectNode document = Trees.document(new TreeMap<>(Map.of("old", new TreeMap<>(Map.of("20250101", "a")))));
        ((ObjectNode) document.at("/products/old")).put("support_eol", "soon");
        CustomImageCollection unfit =
                CustomImageCollection.NONE.with(Trees.stream(new ContentId("own.stable:v3:others-download"), document)
                        .selected());
        Sha256 saved = new CustomImageCollections(mirror.store()).save(unfit);
        mirror.log().append(head -> {
            MirrorState before = head.state().mirror(STABLE);
            var order = new StandingOrder("alice", "needed", FakeTree.NOW, head.nextSequence());
            return Optional.of(new Proposal(
                    new Decision.MirrorOnHold(STABLE),
                    head.state()
                            .with(
                                    STABLE,
                                    before.withOrders(before.standing()
                                            .withImages(new CustomImages(saved, unfit.versions(), order))))));
        });
    }

    /** With a stream of the name that another own image would have, and product 7 as CentOS 7. */
    private void acceptCatalog() {
        ObjectNode document = Trees.document(new TreeMap<>(Map.of("7", new TreeMap<>(Map.of("v1", "a")))));
        ((ObjectNode) document.at("/products/7"))
                .put("os", "centos")
                .put("release", "centos70")
                .put("arch", "amd64");
        Catalog catalog = Trees.catalog(
                Trees.stream(Trees.STREAM, document),
                Trees.stream(new ContentId("own.taken:v3:archives-download"), Trees.document(new TreeMap<>())));
        byte[] bytes = CatalogCodec.encode(catalog);
        Sha256 revision = Sha256.of(bytes);
        mirror.store().put(StoreKeys.catalog(STABLE, revision), bytes, ObjectAttributes.JSON);
        mirror.log()
                .append(head -> Optional.of(new Proposal(
                        new Decision.CatalogAccepted(STABLE, revision, revision),
                        head.state()
                                .with(
                                        STABLE,
                                        head.state()
                                                .mirror(STABLE)
                                                .withCatalog(
                                                        new AcceptedCatalog(
                                                                revision, FakeTree.NOW, head.nextSequence(), revision),
                                                        UpstreamMarks.NONE)))));
    }

    private Orders standing() {
        return mirror.log().head().state().mirror(STABLE).standing();
    }

    private CustomImageCollection collection() {
        return new CustomImageCollections(mirror.store()).read(standing());
    }
}
