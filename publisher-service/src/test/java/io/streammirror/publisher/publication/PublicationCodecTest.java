package io.streammirror.publisher.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.streammirror.codec.Json;
import io.streammirror.mirror.MirrorName;
import io.streammirror.publisher.Golden;
import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.ItemPath;
import io.streammirror.simplestreams.ProductName;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.simplestreams.VersionName;
import io.streammirror.store.InMemoryObjectStore;
import io.streammirror.store.ObjectAttributes;
import io.streammirror.store.StoreKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublicationCodecTest {
    private static final Sha256 ONE = Sha256.parse("1".repeat(64));
    private static final Sha256 TWO = Sha256.parse("2".repeat(64));
    private static final ContentId STREAM = new ContentId("com.example.maas:stable:v3:download");
    private static final Publication PUBLICATION = new Publication(
            new MirrorName("maas-stable"),
            ONE,
            Instant.parse("2026-11-23T01:02:03Z"),
            new TreeMap<>(Map.of(
                    STREAM, new PublishedStream(TWO, Instant.parse("2026-11-22T01:02:03Z"), new Counts(1, 2, 8)))),
            new TreeMap<>(Map.of(
                    new ItemPath("jammy/amd64/20250718/squashfs"),
                    new PublishedFile(ONE, 455_462_912, PublishedFile.ITEM_TYPE),
                    DocumentPaths.immutable(STREAM, TWO).signed(),
                    new PublishedFile(TWO, 4_711, PublishedFile.DOCUMENT_TYPE))),
            new Counts(1, 2, 8),
            Dropped.NONE,
            Set.of());

    @Test
    void shouldKeepDroppedProductsAndCustomStreams() {
        var dropped = new Dropped(new TreeMap<>(
                Map.of(STREAM, new TreeMap<>(Map.of(new ProductName("one"), Instant.parse("2026-11-20T01:02:03Z"))))));
        var publication = new Publication(
                PUBLICATION.mirror(),
                PUBLICATION.catalog(),
                PUBLICATION.updated(),
                PUBLICATION.streams(),
                PUBLICATION.files(),
                PUBLICATION.counts(),
                dropped,
                Set.of(STREAM));

        assertThat(PublicationCodec.decode(PublicationCodec.encode(publication)))
                .isEqualTo(publication);
    }

    @Test
    void shouldKeepReplacedVersions() {
        var versions = new TreeMap<>(Map.of(new VersionName("20250718"), Instant.parse("2026-11-20T01:02:03Z")));
        var replaced =
                new Replaced(new TreeMap<>(Map.of(STREAM, new TreeMap<>(Map.of(new ProductName("one"), versions)))));
        var publication = new Publication(
                PUBLICATION.mirror(),
                PUBLICATION.catalog(),
                PUBLICATION.updated(),
                PUBLICATION.streams(),
                PUBLICATION.files(),
                PUBLICATION.counts(),
                Dropped.NONE,
                Set.of(),
                replaced);

        assertThat(PublicationCodec.decode(PublicationCodec.encode(publication)))
                .isEqualTo(publication);
    }

    @Test
    void shouldWriteGoldenFile() {
        Golden.assertSame(PublicationCodecTest.class, "publication.json", PublicationCodec.encode(PUBLICATION));
    }

    @Test
    void shouldReadBackWhatWasWritten() {
        assertThat(PublicationCodec.decode(PublicationCodec.encode(PUBLICATION)))
                .isEqualTo(PUBLICATION);
    }

    @Test
    void shouldRefuseOtherFormat() {
        byte[] foreign = "{\"format\": \"publication:2\"}".getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> PublicationCodec.decode(foreign))
                .isInstanceOf(PublicationFormatException.class)
                .hasMessage("not a publication: its format is 'publication:2', not 'publication:1'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "mirror  | field 'mirror' is missing",
                "streams | field 'streams' is missing",
                "files   | field 'files' is missing"
            })
    void shouldNameMissingField(String field, String problem) throws IOException {
        ObjectNode json = (ObjectNode) Json.parse(PublicationCodec.encode(PUBLICATION));
        json.remove(field);

        assertThatThrownBy(() -> PublicationCodec.decode(Json.pretty(json)))
                .isInstanceOf(PublicationFormatException.class)
                .hasMessage("not a publication: " + problem);
    }

    @Test
    void shouldRefusePublicationWhenFileIsNull() throws IOException {
        ObjectNode json = (ObjectNode) Json.parse(PublicationCodec.encode(PUBLICATION));
        json.withObject("files").putNull("jammy/amd64/20250718/squashfs");

        assertThatThrownBy(() -> PublicationCodec.decode(Json.pretty(json)))
                .isInstanceOf(PublicationFormatException.class)
                .hasMessageContaining("files");
    }

    @Test
    void shouldRefuseAPublicationWhenItsBytesAreDamaged() {
        var store = new InMemoryObjectStore();
        var publications = new Publications(store);
        Sha256 id = publications.save(PUBLICATION);
        store.put(StoreKeys.publication(PUBLICATION.mirror(), id), new byte[] {'{', '}'}, ObjectAttributes.JSON);

        assertThatThrownBy(() -> publications.load(PUBLICATION.mirror(), id))
                .isInstanceOf(DamagedPublicationException.class)
                .hasMessageContaining("is damaged");
    }
}
