package io.streammirror.fetcher.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.streammirror.fetcher.source.LoopbackOrigin.Reply;
import io.streammirror.http.EnvironmentProxies;
import io.streammirror.http.LoopbackProxy;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProxiedSourceTest {
    private static final byte[] ITEM = "the item".getBytes(StandardCharsets.UTF_8);
    private static final URI ADDRESS = URI.create("http://upstream.example/item");

    private final LoopbackOrigin origin = new LoopbackOrigin();

    @AfterEach
    void stopOrigin() {
        origin.close();
    }

    @Test
    void shouldFetchThroughProxyWithPassword() throws IOException {
        origin.reply(Reply.whole(ITEM));
        String pair = Base64.getEncoder().encodeToString("operator:p@ss".getBytes(StandardCharsets.UTF_8));
        try (var proxy = new LoopbackProxy(Optional.of("Basic " + pair), port());
                var reader = reader("http://operator:p%40ss@" + proxy.address());
                SourceResponse response =
                        reader.request(ADDRESS, RangeRequest.WHOLE, List.of()).send()) {
            assertThat(response.status()).isEqualTo(200);
            assertThat(response.body().readAllBytes()).isEqualTo(ITEM);
            assertThat(proxy.heads())
                    .allMatch(head -> head.startsWith("GET http://upstream.example/item HTTP/1.1\r\n"));
        }
    }

    @Test
    void shouldReturnRefusalOfProxyAsResponse() throws IOException {
        try (var proxy = new LoopbackProxy(Optional.of("Basic other"), port());
                var reader = reader("http://operator:wrong@" + proxy.address());
                SourceResponse response =
                        reader.request(ADDRESS, RangeRequest.WHOLE, List.of()).send()) {
            assertThat(response.status()).isEqualTo(407);
        }
    }

    @Test
    void shouldReachLoopbackWithoutProxy() throws IOException {
        origin.reply(Reply.whole(ITEM));
        try (var reader = reader("http://proxy.invalid:1");
                SourceResponse response = reader.request(origin.item(), RangeRequest.WHOLE, List.of())
                        .send()) {
            assertThat(response.body().readAllBytes()).isEqualTo(ITEM);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://127.0.0.1:9/", "http://169.254.169.254/latest/", "http://10.0.0.1/", "http://[::1]/"})
    void shouldRefuseRedirectFromPublicSourceIntoNearerNetwork(String target) throws IOException {
        origin.reply(Reply.status(302, Map.of("Location", target)));
        try (var proxy = new LoopbackProxy(Optional.empty(), port());
                var reader = reader("http://" + proxy.address())) {
            assertThatThrownBy(() -> reader.request(ADDRESS, RangeRequest.WHOLE, List.of())
                            .send())
                    .isInstanceOf(SourceRefusedException.class)
                    .hasMessageContaining("redirects to a");
        }
        assertThat(origin.paths()).hasSize(1);
    }

    private int port() {
        return origin.item().getPort();
    }

    private static HttpSourceReader reader(String proxy) {
        EnvironmentProxies proxies = EnvironmentProxies.read(Map.of("http_proxy", proxy));
        return new HttpSourceReader(
                Duration.ofSeconds(30), 0, 8, false, ItemCredentials.NONE, proxies, Clock.systemUTC());
    }
}
