package io.streammirror.upstream.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.streammirror.upstream.DocumentMemory;
import io.streammirror.upstream.MetadataReader;
import io.streammirror.upstream.MetadataReader.Answer;
import io.streammirror.upstream.UpstreamException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetadataEncodingsTest extends MetadataServerFixture {
    @Test
    void shouldUnpackCompressedDocument() {
        serve("/doc", exchange -> {
            assertThat(exchange.getRequestHeaders().getFirst("Accept-Encoding")).isEqualTo("gzip");
            send(exchange, "gzip", gzip(BODY));
        });

        assertThat(((Answer.Document) patient.read(url("/doc"), 100, null)).bytes())
                .isEqualTo(BODY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "identity", "aws-chunked", "aws-chunked,", "Identity"})
    void shouldTakeBytesAsTheyAreWhenTheEncodingMeansThat(String encoding) {
        serve("/doc", exchange -> send(exchange, encoding, BODY));

        assertThat(((Answer.Document) patient.read(url("/doc"), 100, null)).bytes())
                .isEqualTo(BODY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "x-gzip", "aws-chunked, gzip", "GZIP"})
    void shouldUnpackGzipHoweverItIsNamed(String encoding) {
        serve("/doc", exchange -> send(exchange, encoding, gzip(BODY)));

        assertThat(((Answer.Document) patient.read(url("/doc"), 100, null)).bytes())
                .isEqualTo(BODY);
    }

    @Test
    void shouldTakeMemoryForWhatIsKeptAndGiveItBackForWhatFails() {
        serve("/doc", MetadataServerFixture::documentUnlessKnown);
        serve("/packed", exchange -> send(exchange, "gzip", gzip(new byte[500])));
        serve("/broken", exchange -> {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write(BODY);
            exchange.close();
        });
        var memory = new DocumentMemory(600).open();
        MetadataReader reader = patient.within(memory);

        reader.read(url("/doc"), 100, null);
        assertThat(memory.used()).isEqualTo(BODY.length);
        assertThatThrownBy(() -> reader.read(url("/broken"), 1000, null))
                .isInstanceOf(UpstreamException.Unreachable.class);
        assertThat(memory.used()).isEqualTo(BODY.length);
        reader.read(url("/packed"), 1000, null);
        assertThat(memory.used()).isEqualTo(BODY.length + 500);
        assertThatThrownBy(() -> reader.read(url("/packed"), 1000, null))
                .isInstanceOf(UpstreamException.Refused.class)
                .hasMessageContaining("/packed does not fit");
    }

    @Test
    void shouldRefuseDocumentThatUnpacksBeyondTheLimit() {
        serve("/doc", exchange -> send(exchange, "gzip", gzip(new byte[10_000])));

        assertThatThrownBy(() -> patient.read(url("/doc"), 9_999, null))
                .isInstanceOf(UpstreamException.Refused.class)
                .hasMessageContaining("unpacks to more than the limit of 9999 bytes");
    }

    @Test
    void shouldRefuseDocumentThatUnpacksBeyondAllProportion() {
        serve("/doc", exchange -> send(exchange, "gzip", gzip(new byte[10_000_000])));

        assertThatThrownBy(() -> patient.read(url("/doc"), 16_000_000, null))
                .isInstanceOf(UpstreamException.Refused.class)
                .hasMessageContaining("200 times its size");
    }

    @Test
    void shouldBeUnreachableOnCompressedDocumentThatIsCutOff() {
        byte[] whole = gzip(BODY);
        serve("/doc", exchange -> send(exchange, "gzip", Arrays.copyOf(whole, whole.length - 9)));

        assertThatThrownBy(() -> patient.read(url("/doc"), 100, null))
                .isInstanceOf(UpstreamException.Unreachable.class);
    }

    @Test
    void shouldRefuseOtherEncoding() {
        serve("/doc", exchange -> send(exchange, "br", BODY));

        assertThatThrownBy(() -> patient.read(url("/doc"), 100, null))
                .isInstanceOf(UpstreamException.Refused.class)
                .hasMessageContaining("'br'");
    }
}
