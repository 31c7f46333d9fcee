package io.streammirror.upstream;

import static io.streammirror.upstream.FakeTree.INDEX;
import static io.streammirror.upstream.FakeTree.KEY;
import static io.streammirror.upstream.FakeTree.pathOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.streammirror.codec.Json;
import io.streammirror.openpgp.KeyAlgorithm;
import io.streammirror.openpgp.SignatureVerifier;
import io.streammirror.openpgp.Signer;
import io.streammirror.openpgp.SigningKey;
import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.ProductsDocument;
import io.streammirror.simplestreams.Rejection;
import io.streammirror.simplestreams.SampleProducts;
import io.streammirror.simplestreams.StreamIndex;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class UpstreamReaderTest extends UpstreamReaderFixture {
    @Test
    void shouldReadIndexAndProductsAsOneSet() {
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
    void shouldNotReadUnchangedTreeAgain() {
        ReadResult before = read();
        tree.reads().clear();

        assertThat(reader.read(location, before.bookmark(), Depth.INDEX)).isEmpty();
        assertThat(tree.reads()).containsExactly(INDEX);
    }

    @Test
    void shouldAskForEveryDocumentWhenPollIsDeep() {
        ReadResult before = read();
        tree.reads().clear();

        assertThat(reader.read(location, before.bookmark(), Depth.EVERYTHING)).isEmpty();
        assertThat(tree.reads()).containsExactlyInAnyOrder(INDEX, pathOf(LOADERS), pathOf(IMAGES));
    }

    @Test
    void shouldFindChangedProductsUnderTheSameIndexWhenPollIsDeep() {
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
    void shouldReadEverythingEachTimeWithoutValidators() {
        tree.validating(false);

        assertThat(reader.read(location, read().bookmark(), Depth.INDEX)).isPresent();
    }

    @Test
    void shouldKeepEveryDocumentAsReceived() {
        nest(pathOf("nested"), index(IMAGES, pathOf(IMAGES), "products:1.0"));

        UpstreamSnapshot set = read().set();

        assertThat(set.documents().map(document -> (Object) document.document().getClass()))
                .containsExactly(StreamIndex.class, StreamIndex.class, ProductsDocument.class);
        assertThat(set.documents())
                .allSatisfy(document -> assertThat(document.signature()).isPresent());
        assertThat(set.tolerated()).isEmpty();
    }

    @Test
    void shouldRefuseTreeWhenOneSignatureIsByAnotherKey() {
        var stranger = SigningKey.generate("Stranger", KeyAlgorithm.ED25519, Instant.parse("2026-01-01T00:00:00Z"));
        tree.put(pathOf(IMAGES), new Signer(stranger, CLOCK).clearSign(images().bytes()));

        assertThatThrownBy(this::read)
                .isInstanceOf(UpstreamException.Refused.class)
                .hasMessageContaining(pathOf(IMAGES));
    }

    @Test
    void shouldRefuseDocumentWithoutSignature() {
        tree.put(INDEX, Json.pretty(tree.index()));

        assertThatThrownBy(this::read)
                .isInstanceOf(UpstreamException.Refused.class)
                .hasMessageContaining(INDEX);
    }

    @Test
    void shouldTakePlainDocumentOfUnsignedSource() {
        tree.publish();
        tree.put("streams/v1/index.json", Json.pretty(tree.index()));
        var plain = new UpstreamReader(tree, DocumentTrust.unsigned(), entry -> true);

        var reading = plain.read(TreeLocation.parse(tree.source(), true), null, Depth.INDEX);

        assertThat(reading.orElseThrow().set().index().document().entries()).isEmpty();
    }

    @Test
    void shouldRefuseIndexOfAnotherFormatWithItsAddress() {
        tree.putSigned(INDEX, images().root());

        assertThatThrownBy(this::read)
                .isInstanceOf(UpstreamException.Refused.class)
                .hasMessageContaining(INDEX)
                .hasMessageContaining("/format");
    }

    @Test
    void shouldNotTakeProductsOlderThanTheirIndexEntry() {
        tree.entry(IMAGES, "products:1.0").put("updated", LATER);
        tree.putIndex();

        assertThatThrownBy(this::read)
                .isInstanceOf(UpstreamException.Inconsistent.class)
                .hasMessageContaining("2025-07-24T09:00:00Z");
    }

    @Test
    void shouldTakeProductsNewerThanTheirIndexEntry() {
        SampleProducts images = images();
        images.root().put("updated", LATER);
        tree.putSigned(pathOf(IMAGES), images.root());

        assertThat(read().set().updated()).isEqualTo(Instant.parse("2025-07-24T09:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldNotTakeTreeWhoseIndexChangesMeanwhile(boolean validating) {
        tree.validating(validating);
        tree.beforeRead(pathOf(LOADERS), () -> {
            tree.index().put("updated", LATER).put("license", "another");
            tree.putIndex();
        });

        assertThatThrownBy(this::read)
                .isInstanceOf(UpstreamException.Inconsistent.class)
                .hasMessageContaining(INDEX);
    }

    @Test
    void shouldLeaveOutStreamWhoseDocumentIsOfAnotherStreamOfTheIndex() {
        tree.putSigned(pathOf(IMAGES), sample(LOADERS).root());

        UpstreamSnapshot set = read().set();

        assertThat(set.products())
                .extracting(products -> products.contentId().value())
                .containsExactly(LOADERS);
        assertThat(set.unreadable()).extracting(ContentId::value).containsExactly(IMAGES);
        assertThat(set.refusals()).singleElement().satisfies(refusal -> {
            assertThat(refusal.pointer()).isEqualTo("/index/" + IMAGES);
            assertThat(refusal.reason()).contains(LOADERS);
        });
    }

    @Test
    void shouldTakeStreamUnderTheNameOfItsDocumentWhenTheIndexNamesItOtherwise() {
        tree.putSigned(pathOf(IMAGES), sample("com.example:renamed").root());

        ReadResult reading = read();

        assertThat(reading.set().products())
                .extracting(products -> products.contentId().value())
                .containsExactly(LOADERS, "com.example:renamed");
        assertThat(reading.isWhole()).isTrue();
        assertThat(reading.notes()).singleElement().asString().contains(IMAGES, "com.example:renamed");
    }

    @Test
    void shouldExcludeStreamByTheNameOfItsDocument() {
        tree.putSigned(pathOf(IMAGES), sample("excluded:by-its-document").root());

        assertThat(read().set().products())
                .extracting(products -> products.contentId().value())
                .containsExactly(LOADERS);
    }

    static Stream<Arguments> badDocuments() {
        return Stream.of(
                Arguments.argumentSet("not JSON", "{"),
                Arguments.argumentSet("of another format", "{\"format\":\"products:2.0\",\"products\":{}}"),
                Arguments.argumentSet("without content id", "{\"format\":\"products:1.0\",\"products\":{}}"),
                Arguments.argumentSet("without products", "{\"format\":\"products:1.0\",\"content_id\":\"x\"}"));
    }

    @ParameterizedTest
    @MethodSource("badDocuments")
    void shouldLeaveOutStreamWhoseDocumentIsMalformed(String document) {
        byte[] signed = new Signer(KEY, CLOCK).clearSign(document.getBytes(StandardCharsets.UTF_8));
        tree.put(pathOf(IMAGES), signed);

        ReadResult reading = read();

        assertThat(reading.set().products()).hasSize(1);
        assertThat(reading.set().unreadable()).extracting(ContentId::value).containsExactly(IMAGES);
        assertThat(reading.set().refusals()).extracting(Rejection::pointer).containsExactly("/index/" + IMAGES);
        assertThat(reading.refused()).singleElement().satisfies(refused -> assertThat(
                        refused.document().orElseThrow().bytes())
                .isEqualTo(signed));
        assertThat(reading.isProvisional()).isTrue();
    }

    @Test
    void shouldLeaveOutStreamWhoseDocumentIsMissingAndReadItAgainEachTime() {
        tree.missing(pathOf(IMAGES));

        ReadResult reading = read();
        assertThat(reading.set().products()).hasSize(1);
        assertThat(reading.set().unreadable()).extracting(ContentId::value).containsExactly(IMAGES);

        tree.putSigned(pathOf(IMAGES), images().root());
        assertThat(reader.read(location, reading.bookmark(), Depth.EVERYTHING)
                        .orElseThrow()
                        .isWhole())
                .isTrue();
    }

    @Test
    void shouldTakeTreeWhoseDocumentsHaveANewTimeInEachAnswer() {
        tree.validating(false);
        tree.beforeRead(pathOf(LOADERS), () -> {
            tree.index().put("updated", LATER);
            tree.entry(IMAGES, "products:1.0").put("updated", "Thu, 24 Jul 2025 08:01:50 +0000");
            tree.putIndex();
        });

        assertThat(read().set().products()).hasSize(2);
    }

    @Test
    void shouldTakeDocumentThatStaysOlderThanItsEntryWhenThatIsTolerated() {
        tree.entry(IMAGES, "products:1.0").put("updated", LATER);
        tree.putIndex();

        try (var memory = DocumentMemory.ofThisProcess().open()) {
            ReadResult reading = reader.read(location, new ReadRequest(null, Depth.INDEX, stale -> true, memory))
                    .orElseThrow();

            assertThat(reading.set().products()).hasSize(2);
            assertThat(reading.stale()).singleElement().satisfies(stale -> assertThat(stale.promised())
                    .isEqualTo(Instant.parse("2025-07-24T09:00:00Z")));
            assertThat(reading.notes()).singleElement().asString().contains(pathOf(IMAGES), "stays so");
            assertThat(reading.isProvisional()).isTrue();
        }
    }

    @Test
    void shouldLeaveOutStreamThatDoesNotFitIntoMemoryBesideTheOthers() {
        int index = tree.index().toString().length();
        SampleProducts large = images();
        large.root().put("filler", "x".repeat(15_000)).put("more", "x".repeat(15_000));
        tree.publish(sample(LOADERS), large);
        UpstreamReader bounded = new UpstreamReader(
                new AccountingReader(tree),
                DocumentTrust.signed(new SignatureVerifier(KEY.publicKeyring(), Set.of(), Set.of(), CLOCK)),
                entry -> true);

        try (var memory = new DocumentMemory(index + 20_000).open()) {
            UpstreamSnapshot set = bounded.read(location, new ReadRequest(null, Depth.INDEX, stale -> false, memory))
                    .orElseThrow()
                    .set();

            assertThat(set.products())
                    .extracting(products -> products.entry().contentId().value())
                    .containsExactly(LOADERS);
            assertThat(set.unreadable()).extracting(ContentId::value).containsExactly(IMAGES);
            assertThat(set.refusals()).singleElement().asString().contains("does not fit into");
        }
    }

    /** Takes memory for each document, as the reader over HTTP does. */
    private record AccountingReader(MetadataReader documents) implements MetadataReader {
        @Override
        public Answer read(URI url, long maxBytes, @Nullable Validators known) {
            return documents.read(url, maxBytes, known);
        }

        @Override
        public MetadataReader within(DocumentMemory.Reservation memory) {
            return (url, maxBytes, known) -> {
                Answer answer = documents.read(url, maxBytes, known);
                if (answer instanceof Answer.Document document) {
                    memory.take(url.toString(), document.bytes().length);
                }
                return answer;
            };
        }
    }

    @Test
    void shouldReadSignedDocumentsWithoutVerificationWhenTheSourceIsUnsigned() {
        var plain = new UpstreamReader(tree, DocumentTrust.unsigned(), entry -> true);

        ReadResult reading = plain.read(location, null, Depth.INDEX).orElseThrow();

        assertThat(reading.set().products()).hasSize(2);
        assertThat(reading.set().documents())
                .allSatisfy(document -> assertThat(document.signature()).isEmpty());
    }

    @Test
    void shouldNotReadDocumentOfUnknownFormat() {
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
    void shouldNotReadExcludedStream() {
        tree.publish(images(), sample("excluded:stream"));

        UpstreamSnapshot set = read().set();

        assertThat(set.products()).hasSize(1);
        assertThat(tree.reads()).doesNotContain(pathOf("excluded:stream"));
    }
}
