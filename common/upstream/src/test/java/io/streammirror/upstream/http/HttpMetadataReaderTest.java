package io.streammirror.upstream.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.streammirror.credentials.Credentials;
import io.streammirror.http.EnvironmentProxies;
import io.streammirror.upstream.MetadataReader.Answer;
import io.streammirror.upstream.UpstreamException;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HttpMetadataReaderTest extends MetadataServerFixture {
    @Test
    void shouldReadDocumentWithItsValidators() {
        serve("/doc", MetadataServerFixture::documentUnlessKnown);

        Answer answer = patient.read(url("/doc"), BODY.length, null);

        assertThat(answer).isInstanceOfSatisfying(Answer.Document.class, document -> {
            assertThat(document.bytes()).isEqualTo(BODY);
            assertThat(document.validators()).isEqualTo(VALIDATORS);
        });
    }

    @Test
    void shouldNotReadKnownDocumentAgain() {
        serve("/doc", MetadataServerFixture::documentUnlessKnown);

        assertThat(patient.read(url("/doc"), BODY.length, VALIDATORS)).isEqualTo(new Answer.NotModified());
    }

    @Test
    void shouldRefuseDocumentBeyondTheLimit() {
        serve("/doc", MetadataServerFixture::documentUnlessKnown);

        assertThatThrownBy(() -> patient.read(url("/doc"), BODY.length - 1, null))
                .isInstanceOf(UpstreamException.Refused.class)
                .hasMessageContaining("/doc is larger than the limit of 11 bytes");
    }

    @Test
    void shouldRefuseDocumentWithoutEndAtTheLimit() {
        serve("/doc", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            while (over.getCount() > 0) {
                exchange.getResponseBody().write(new byte[8192]);
            }
        });

        assertThatThrownBy(() -> patient.read(url("/doc"), 100_000, null))
                .isInstanceOf(UpstreamException.Refused.class);
    }

    @Test
    void shouldReadFromHostWhoseNameHasAnUnderscore() {
        serve("/doc", exchange -> {
            assertThat(exchange.getRequestHeaders().getFirst("Host")).isEqualTo("my_upstream:8080");
            documentUnlessKnown(exchange);
        });
        EnvironmentProxies proxies = EnvironmentProxies.read(Map.of("http_proxy", url("").toString()));
        var reader = new HttpMetadataReader(Timeouts.ORDINARY, Credentials.NONE, proxies, Clock.systemUTC());

        assertThat(reader.read(URI.create("http://my_upstream:8080/doc"), 100, null))
                .isInstanceOf(Answer.Document.class);
    }
}
