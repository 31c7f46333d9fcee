package io.streammirror.upstream.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.streammirror.credentials.Credentials;
import io.streammirror.credentials.CredentialsFile;
import io.streammirror.http.EnvironmentProxies;
import io.streammirror.http.RedirectPolicy;
import io.streammirror.upstream.DocumentMemory;
import io.streammirror.upstream.MetadataReader;
import io.streammirror.upstream.MetadataReader.Answer;
import io.streammirror.upstream.MetadataReader.Validators;
import io.streammirror.upstream.UpstreamException;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
