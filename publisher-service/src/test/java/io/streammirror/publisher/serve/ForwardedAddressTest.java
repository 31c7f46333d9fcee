package io.streammirror.publisher.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.mirror.MirrorName;
import io.streammirror.publisher.page.SampleMirrors;
import io.streammirror.publisher.page.SampleSiteState;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages behind a reverse proxy that serves the site under its own name, below a prefix, or both. */
class ForwardedAddressTest {
    private static final String SUMMARY = "/ui/mirrors/stable";
    private static final String PREFIX = "/mirrors/maas";
    private static final Pattern LINK = Pattern.compile("(?:href|src|action)=\"([^\"]+)\"");
    private static PublicServer server;

    @BeforeAll
    static void start() throws Exception {
        SampleSiteState state = SampleSiteState.of(List.of(SampleMirrors.upToDate("stable")), List.of());
        server = new PublicServer(Set.of(new MirrorName("stable")), state.pages());
        server.serve(TestTrees.publication(server.s3(), "{}", Map.of("jammy/squashfs", new byte[1])));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void shouldGiveTheAddressOfTheProxyInTheStepsForMaas() throws Exception {
        String html = summary(
                "X-Forwarded-Proto", "https", "X-Forwarded-Host", "images.example:8443", "X-Forwarded-Prefix", PREFIX);

        assertThat(html).contains("url=https://images.example:8443/mirrors/maas/maas/stable/ ");
        assertThat(summary()).contains("url=http://127.0.0.1:" + server.port() + "/maas/stable/ ");
    }

    @ParameterizedTest
    @CsvSource({
        "X-Forwarded-Proto, javascript",
        "X-Forwarded-Proto, ftp",
        "X-Forwarded-Host, evil.example/path",
        "X-Forwarded-Host, user@evil.example",
        "X-Forwarded-Host, 'evil.example;reboot'",
        "X-Forwarded-Host, 'evil.example, other.example'",
        "X-Forwarded-Prefix, evil",
        "X-Forwarded-Prefix, //evil.example",
        "X-Forwarded-Prefix, '/evil;reboot'",
        "X-Forwarded-Prefix, '/evil\"><script>'",
        "X-Forwarded-Prefix, '/evil$(reboot)'",
    })
    void shouldIgnoreForwardedHeaderWhenItHasNotTheFormOfAnAddress(String name, String value) throws Exception {
        assertThat(summary(name, value))
                .contains("url=http://127.0.0.1:" + server.port() + "/maas/stable/ ")
                .doesNotContain("evil", "reboot", "javascript:", "ftp:");
    }

    /** As a browser resolves them, which asks the proxy, which takes the prefix away. */
    @ParameterizedTest
    @ValueSource(
            strings = {"/", SUMMARY, SUMMARY + "/failures", "/maas/stable", "/maas/stable/", "/maas/stable/jammy/"})
    void shouldLinkBelowThePrefixOnly(String page) throws Exception {
        URI proxy = URI.create("https://images.example" + PREFIX + page);
        Set<URI> links = LINK.matcher(text(server.get(page, "X-Forwarded-Prefix", PREFIX)))
                .results()
                .map(ForwardedAddressTest::target)
                .filter(link -> !link.startsWith("#") && !link.startsWith("https://"))
                .map(proxy::resolve)
                .collect(Collectors.toSet());

        assertThat(links).hasSizeGreaterThan(5);
        for (URI link : links) {
            assertThat(link).hasHost("images.example");
            assertThat(link.getRawPath()).startsWith(PREFIX + "/");
            String below = link.getRawPath().substring(PREFIX.length());
            if (!below.startsWith("/ui/mirrors/") && !below.equals("/ui/readers") && !below.equals("/ui/storage")) {
                assertThat(server.get(below).statusCode()).as(below).isEqualTo(200);
            }
        }
    }

    private static String target(MatchResult link) {
        return link.group(1).replace("&amp;", "&");
    }

    private static String summary(String... headers) throws Exception {
        return text(server.get(SUMMARY, headers));
    }

    private static String text(HttpResponse<byte[]> answer) {
        assertThat(answer.statusCode()).isEqualTo(200);
        return new String(answer.body(), StandardCharsets.UTF_8);
    }
}
