package io.streammirror.upstream;

import static io.streammirror.upstream.FakeTree.INDEX;
import static io.streammirror.upstream.FakeTree.KEY;
import static io.streammirror.upstream.FakeTree.NOW;
import static io.streammirror.upstream.FakeTree.pathOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.streammirror.codec.Json;
import io.streammirror.openpgp.KeyAlgorithm;
import io.streammirror.openpgp.SignatureVerifier;
import io.streammirror.openpgp.Signer;
import io.streammirror.openpgp.SigningKey;
import io.streammirror.simplestreams.ProductsDocument;
import io.streammirror.simplestreams.Rejection;
import io.streammirror.simplestreams.SampleProducts;
import io.streammirror.simplestreams.StreamIndex;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UpstreamReaderTest {
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final String IMAGES = "com.example:images";
    private static final String LOADERS = "com.example:bootloaders";
    private static final String LATER = "Thu, 24 Jul 2025 09:00:00 +0000";

    private final FakeTree tree = new FakeTree("https://upstream.example/tree/");
    private final TreeLocation location = TreeLocation.parse(tree.source(), false);
    private final UpstreamReader reader = new UpstreamReader(
            tree,
            DocumentTrust.signed(new SignatureVerifier(KEY.publicKeyring(), Set.of(), Set.of(), CLOCK)),
            entry -> !entry.contentId().value().startsWith("excluded"));

    @BeforeEach
    void publishTwoStreams() {
        tree.publish(images(), sample(LOADERS));
    }

    @Test
    void indexAndProductsAreReadAsOneSet() {
        UpstreamSnapshot set = read().set();

        assertThat(set.products())
                .extracting(products -> products.entry().contentId().value())
                .containsExactly(LOADERS, IMAGES);
        assertThat(Json.read(set.index().body(), JsonNode.class)).isEqualTo(tree.index());
        assertThat(set.index().bytes())
                .startsWith("-----BEGIN PGP SIGNED MESSAGE-----".getBytes(StandardCharsets.US_ASCII));
        assertThat(set.refusals()).isEmpty();
        assertThat(set.updated()).isEqualTo(Instant.parse("2025-07-24T08:01:49Z"));
    }

    @Test
    void whatHasNotChangedIsNotReadAgain() {
        ReadResult before = read();
        tree.reads().clear();

        assertThat(reader.read(location, before.bookmark(), Depth.INDEX)).isEmpty();
        assertThat(tree.reads()).containsExactly(INDEX);
    }

    @Test
    void aDeepLookAsksForEveryDocumentAndReadsNoneThatIsTheSame() {
        ReadResult before = read();
        tree.reads().clear();

        assertThat(reader.read(location, before.bookmark(), Depth.EVERYTHING)).isEmpty();
        assertThat(tree.reads()).containsExactlyInAnyOrder(INDEX, pathOf(LOADERS), pathOf(IMAGES));
    }

    @Test
    void aDeepLookFindsProductsThatChangedUnderTheSameIndex() {
        ReadResult before = read();
        SampleProducts changed = images().item("p", "20250102", "root", "new");
        tree.putSigned(pathOf(IMAGES), changed.root());

        assertThat(reader.read(location, before.bookmark(), Depth.INDEX)).isEmpty();
        ReadResult after =
                reader.read(location, before.bookmark(), Depth.EVERYTHING).orElseThrow();

        assertThat(after.set().products()).hasSize(2);
        assertThat(reader.read(location, after.bookmark(), Depth.EVERYTHING)).isEmpty();
    }

    @Test
    void withoutValidatorsEverythingIsReadEachTime() {
        tree.validating(false);

        assertThat(reader.read(location, read().bookmark(), Depth.INDEX)).isPresent();
    }

    @Test
    void everyDocumentOfASetCanBeKeptAsItCame() {
        nest(pathOf("nested"), index(IMAGES, pathOf(IMAGES), "products:1.0"));

        UpstreamSnapshot set = read().set();

        assertThat(set.documents().map(document -> (Object) document.document().getClass()))
                .containsExactly(StreamIndex.class, StreamIndex.class, ProductsDocument.class);
        assertThat(set.documents())
                .allSatisfy(document -> assertThat(document.signature()).isPresent());
        assertThat(set.tolerated()).isEmpty();
    }

    @Test
    void aSignatureByAnotherKeyIsRefused() {
        var stranger = SigningKey.generate("Stranger", KeyAlgorithm.ED25519, Instant.parse("2026-01-01T00:00:00Z"));
        tree.put(pathOf(IMAGES), new Signer(stranger, CLOCK).clearSign(images().bytes()));

        assertThatThrownBy(this::read)
                .isInstanceOf(UpstreamException.Refused.class)
                .hasMessageContaining(pathOf(IMAGES));
    }

    @Test
    void aDocumentWithoutSignatureIsRefused() {
        tree.put(INDEX, Json.pretty(tree.index()));

        assertThatThrownBy(this::read)
                .isInstanceOf(UpstreamException.Refused.class)
                .hasMessageContaining(INDEX);
    }

    @Test
    void withoutTrustInSignaturesAPlainDocumentIsTaken() {
        tree.publish();
        tree.put("streams/v1/index.json", Json.pretty(tree.index()));
        var plain = new UpstreamReader(tree, DocumentTrust.unsigned(), entry -> true);

        var reading = plain.read(TreeLocation.parse(tree.source(), true), null, Depth.INDEX);

        assertThat(reading.orElseThrow().set().index().document().entries()).isEmpty();
    }

    @Test
    void aDocumentThatIsNoIndexIsRefusedWithItsAddress() {
        tree.putSigned(INDEX, images().root());

        assertThatThrownBy(this::read)
                .isInstanceOf(UpstreamException.Refused.class)
                .hasMessageContaining(INDEX)
                .hasMessageContaining("/format");
    }

    @Test
    void productsOlderThanTheirIndexEntryAreNotSettled() {
        tree.entry(IMAGES, "products:1.0").put("updated", LATER);
        tree.putIndex();

        assertThatThrownBy(this::read)
                .isInstanceOf(UpstreamException.Unsettled.class)
                .hasMessageContaining("2025-07-24T09:00:00Z");
    }

    @Test
    void productsNewerThanTheirIndexEntryAreTaken() {
        SampleProducts images = images();
        images.root().put("updated", LATER);
        tree.putSigned(pathOf(IMAGES), images.root());

        assertThat(read().set().updated()).isEqualTo(Instant.parse("2025-07-24T09:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anIndexThatChangesMeanwhileIsNotSettled(boolean validating) {
        tree.validating(validating);
        tree.beforeRead(pathOf(LOADERS), () -> {
            tree.index().put("updated", LATER);
            tree.putIndex();
        });

        assertThatThrownBy(this::read)
                .isInstanceOf(UpstreamException.Unsettled.class)
                .hasMessageContaining(INDEX);
    }

    @Test
    void productsOfAnotherStreamAreRefused() {
        tree.putSigned(pathOf(IMAGES), sample(LOADERS).root());

        assertThatThrownBy(this::read)
                .isInstanceOf(UpstreamException.Refused.class)
                .hasMessageContaining(LOADERS)
                .hasMessageContaining(IMAGES);
    }

    @Test
    void anIndexInAnIndexIsFollowed() {
        nest(pathOf("nested"), index(IMAGES, pathOf(IMAGES), "products:1.0"));

        assertThat(read().set().products())
                .extracting(products -> products.entry().contentId().value())
                .containsExactly(IMAGES);
    }

    @Test
    void whatIsWrongInANestedIndexIsNoted() {
        ObjectNode nested = index(IMAGES, pathOf(IMAGES), "products:1.0");
        nested.withObject("index").putObject("pathless");
        nest(pathOf("nested"), nested);

        assertThat(read().set().refusals()).extracting(Rejection::pointer).containsExactly("/index/pathless");
    }

    @Test
    void aNestedIndexOlderThanItsEntryIsNotSettled() {
        tree.putSigned(
                pathOf("nested"),
                index(IMAGES, pathOf(IMAGES), "products:1.0").put("updated", "Thu, 24 Jul 2025 08:01:49 +0000"));
        tree.publish();
        tree.entry("nested", "index:1.0").put("path", pathOf("nested")).put("updated", LATER);
        tree.putIndex();

        assertThatThrownBy(this::read).isInstanceOf(UpstreamException.Unsettled.class);
    }

    @Test
    void aCycleOfIndexesEndsAndIsNoted() {
        nest(INDEX, tree.index());
        tree.reads().clear();

        UpstreamSnapshot set = read().set();

        assertThat(set.refusals()).extracting(Rejection::pointer).containsExactly("/index/nested");
        assertThat(tree.reads()).containsExactly(INDEX, INDEX);
    }

    @Test
    void indexesAreFollowedSoDeepAndNoDeeper() {
        nest(pathOf("level2"), index("level3", pathOf("level3"), "index:1.0"));
        tree.putSigned(pathOf("level3"), index("level4", pathOf("level4"), "index:1.0"));
        tree.putSigned(pathOf("level4"), index("level5", pathOf("level5"), "index:1.0"));

        UpstreamSnapshot set = read().set();

        assertThat(set.refusals()).extracting(Rejection::pointer).containsExactly("/index/level5");
        assertThat(tree.reads()).doesNotContain(pathOf("level5"));
    }

    @Test
    void aStreamThatTwoIndexesNameIsTakenOnce() {
        tree.publish(images());
        tree.putSigned(pathOf("nested"), index(IMAGES, pathOf(IMAGES), "products:1.0"));
        tree.entry("nested", "index:1.0").put("path", pathOf("nested"));
        tree.putIndex();

        UpstreamSnapshot set = read().set();

        assertThat(set.products()).hasSize(1);
        assertThat(set.refusals()).extracting(Rejection::pointer).containsExactly("/index/" + IMAGES);
    }

    @Test
    void anUnknownFormatIsNotedAndNotRead() {
        tree.entry("com.example:future", "products:9.0").put("path", pathOf("future"));
        tree.putIndex();

        UpstreamSnapshot set = read().set();

        assertThat(set.products()).hasSize(2);
        assertThat(set.refusals())
                .containsExactly(new Rejection(
                        "/index/com.example:future", "format 'products:9.0' is not one that can be mirrored"));
        assertThat(tree.reads()).doesNotContain(pathOf("future"));
    }

    @Test
    void anExcludedStreamIsNeverRead() {
        tree.publish(images(), sample("excluded:stream"));

        UpstreamSnapshot set = read().set();

        assertThat(set.products()).hasSize(1);
        assertThat(tree.reads()).doesNotContain(pathOf("excluded:stream"));
    }

    private ReadResult read() {
        return reader.read(location, null, Depth.INDEX).orElseThrow();
    }

    private void nest(String path, ObjectNode nested) {
        if (!path.equals(INDEX)) {
            tree.putSigned(path, nested);
        }
        tree.publish();
        tree.entry("nested", "index:1.0").put("path", path);
        tree.putIndex();
        tree.putSigned(pathOf(IMAGES), images().root());
    }

    private static ObjectNode index(String contentId, String path, String format) {
        ObjectNode index = JsonNodeFactory.instance.objectNode().put("format", "index:1.0");
        index.putObject("index").putObject(contentId).put("path", path).put("format", format);
        return index;
    }

    private static SampleProducts images() {
        return sample(IMAGES);
    }

    private static SampleProducts sample(String contentId) {
        return new SampleProducts(contentId).item("p", "20250101", "root", contentId);
    }
}
