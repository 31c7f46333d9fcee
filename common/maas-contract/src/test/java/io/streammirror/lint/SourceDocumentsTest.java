package io.streammirror.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.maas.Impact;
import io.streammirror.maas.Rule;
import io.streammirror.maas.Severity;
import io.streammirror.maas.Violation;
import io.streammirror.openpgp.KeyAlgorithm;
import io.streammirror.openpgp.Signer;
import io.streammirror.openpgp.SigningKey;
import io.streammirror.upstream.TreeLocation;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents in another character set than the server says: MAAS 3.8 believes the server. */
class SourceDocumentsTest {
    private static final SigningKey KEY =
            SigningKey.generate("Source", KeyAlgorithm.ED25519, Instant.parse("2026-01-01T00:00:00Z"));

    @Test
    void shouldBreakNewestWhenSignedDocumentComesInOtherCharacterSet() {
        assertThat(found("index.sjson", "{\"a\": \"é\"}\n", "text/plain; charset=latin-1"))
                .singleElement()
                .satisfies(violation -> {
                    assertThat(violation.rule()).isEqualTo(Rule.CHARSET);
                    assertThat(violation.impact()).isEqualTo(Impact.onNewest(Severity.BREAKS_SOURCE));
                });
    }

    @Test
    void shouldRemarkOtherCharacterSetWhenDocumentIsNotSigned() {
        assertThat(found("index.json", "{\"a\": \"é\"}\n", "application/json; charset=ISO-8859-1"))
                .singleElement()
                .satisfies(violation -> assertThat(violation.impact().breaks()).isFalse());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "application/json", "application/json; charset=UTF-8"})
    void shouldFindNothingWhenServerNamesUtf8OrNothing(String contentType) {
        assertThat(found("index.sjson", "{\"a\": \"é\"}\n", contentType)).isEmpty();
    }

    @Test
    void shouldFindNothingWhenTextIsAscii() {
        assertThat(found("index.sjson", "{\"a\": 1}\n", "text/plain; charset=latin-1"))
                .isEmpty();
    }

    private static List<Violation> found(String index, String text, String contentType) {
        byte[] plain = text.getBytes(StandardCharsets.UTF_8);
        byte[] served = index.endsWith(".sjson") ? new Signer(KEY, Clock.systemUTC()).clearSign(plain) : plain;
        var location = TreeLocation.parse(URI.create("http://source.example/tree/streams/v1/" + index), false);
        var documents = new SourceDocuments(
                new OneDocument(served, contentType),
                location,
                new SignatureCheck(KEY.publicKeyring(), true, Clock.systemUTC()));
        documents.read(location.index());
        return documents.found();
    }

    /** Answers every question with one document. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record OneDocument(byte[] bytes, String contentType) implements SourceClient {
        @Override
        public Content get(URI url, long maxBytes) {
            return new Content(head(url), bytes, false);
        }

        @Override
        public Digested digest(URI url, long maxBytes) {
            throw new UnsupportedOperationException("no item is asked for");
        }

        @Override
        public Head head(URI url) {
            return new Head(200, OptionalLong.of(bytes.length), contentType, Duration.ZERO);
        }

        @Override
        public Head headOfGet(URI url) {
            return head(url);
        }

        @Override
        public boolean keepsConnection(URI url) {
            return true;
        }
    }
}
