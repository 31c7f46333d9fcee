package io.streammirror.upstream.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.streammirror.credentials.Credentials;
import io.streammirror.credentials.CredentialsFile;
import io.streammirror.http.EnvironmentProxies;
import io.streammirror.http.RedirectPolicy;
import io.streammirror.upstream.MetadataReader;
import io.streammirror.upstream.MetadataReader.Answer;
import io.streammirror.upstream.UpstreamException;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetadataRedirectsTest extends MetadataServerFixture {
    @Test
    void shouldFollowRedirectWithTheValidators() {
        serve("/doc", MetadataServerFixture::documentUnlessKnown);
        serve("/moved", exchange -> redirect(exchange, "/doc"));

        assertThat(patient.read(url("/moved"), 100, VALIDATORS)).isEqualTo(new Answer.NotModified());
    }

    @Test
    void shouldEndCircleOfRedirects() {
        serve("/moved", exchange -> redirect(exchange, "/moved"));

        assertThatThrownBy(() -> patient.read(url("/moved"), 100, null))
                .isInstanceOf(UpstreamException.Unreachable.class)
                .hasMessageContaining("/moved");
    }

    @Test
    void shouldFollowFiveRedirectsAndNotSix() {
        serve("/0", MetadataServerFixture::documentUnlessKnown);
        for (int i = 1; i <= 6; i++) {
            String next = "/" + (i - 1);
            serve("/" + i, exchange -> redirect(exchange, next));
        }

        assertThat(patient.read(url("/5"), 100, null)).isInstanceOf(Answer.Document.class);
        assertThatThrownBy(() -> patient.read(url("/6"), 100, null))
                .isInstanceOf(UpstreamException.Unreachable.class)
                .hasMessageContaining("redirects more than 5 times");
    }

    @Test
    void shouldShowCredentialsToTheirHostOnly(@TempDir Path directory) throws IOException {
        var file = Files.writeString(
                directory.resolve("credentials"),
                "127.0.0.1:" + server.getAddress().getPort() + " basic alice:secret");
        MetadataReader known = patient.with(CredentialsFile.read(file));
        var shown = new ConcurrentHashMap<String, String>();
        serve("/doc", exchange -> {
            String host = exchange.getRequestHeaders().getFirst("Host");
            shown.put(
                    host.replaceFirst(":.*", ""),
                    String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            documentUnlessKnown(exchange);
        });
        serve(
                "/moved",
                exchange -> redirect(
                        exchange, "http://localhost:" + server.getAddress().getPort() + "/doc"));

        known.read(url("/doc"), 100, null);
        known.read(url("/moved"), 100, null);

        assertThat(shown).containsOnly(entry("127.0.0.1", "Basic YWxpY2U6c2VjcmV0"), entry("localhost", "null"));
    }

    @Test
    void shouldRefuseRedirectIntoNearerNetwork() {
        serve("/doc", MetadataServerFixture::documentUnlessKnown);
        serve(
                "/moved",
                exchange -> redirect(
                        exchange, "http://localhost:" + server.getAddress().getPort() + "/doc"));
        var policy = new RedirectPolicy(
                host -> List.of(InetAddress.getByName(host.equals("127.0.0.1") ? "203.0.113.9" : "127.0.0.1")));
        var reader = new HttpMetadataReader(
                Timeouts.ORDINARY, Credentials.NONE, EnvironmentProxies.NONE, policy, Clock.systemUTC());

        assertThatThrownBy(() -> reader.read(url("/moved"), 100, null))
                .isInstanceOf(UpstreamException.Refused.class)
                .hasMessageContaining("redirects to a loopback address");
    }

    @Test
    void shouldBeUnreachableOnRedirectWithoutLocation() {
        serve("/moved", exchange -> {
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });

        assertThatThrownBy(() -> patient.read(url("/moved"), 100, null))
                .isInstanceOf(UpstreamException.Unreachable.class)
                .hasMessageContaining("/moved");
    }
}
