package io.streammirror.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import io.streammirror.sample.Fault;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The sample tree as it is, checked over HTTP. */
class LintCommandTest extends LintedSample {
    @Test
    void shouldFindNothingInSampleTree() {
        assertThat(lint("--all-items")).isZero();
        assertThat(out.toString().lines()).hasSize(2).last().isEqualTo("MAAS 3.4–3.8 can use this source");
        assertThat(out.toString()).contains("3 streams", "signed by " + KEY.fingerprint());
    }

    @Test
    void shouldFailForOlderReleasesWhenMissingPathsAreForbiddenAndUrlHasNoSlash() throws IOException {
        upstream.fail((path, request) ->
                path.contains("stablestreams") ? Optional.of(new Fault.Status(403)) : Optional.empty());
        String base = upstream.base().toString();

        assertThat(run(
                        "lint",
                        "--json",
                        "--no-items",
                        "--keyring",
                        directory.resolve("key.gpg").toString(),
                        base.substring(0, base.length() - 1)))
                .isEqualTo(3);
        assertThat(findings()).singleElement().satisfies(finding -> {
            assertThat(finding.path("rule").asText()).isEqualTo("not-found");
            assertThat(finding.path("severity").asText()).isEqualTo("breaks-source");
            assertThat(finding.path("releases"))
                    .extracting(JsonNode::asText)
                    .containsExactly("3.4", "3.5", "3.6", "3.7");
        });
    }

    @Test
    void shouldCheckOnlyGivenReleases() throws IOException {
        ObjectNode document = GOOD.document(IMAGES);
        document.put("datatype", "images");
        upstream.publish(
                GOOD.edit(THEN.plusSeconds(1)).document(IMAGES, document).build());

        assertThat(lint("--no-items", "--maas", "3.5-3.7")).isZero();
        assertThat(out.toString()).contains("MAAS 3.5–3.7 can use this source");
        assertThat(lint("--no-items", "--maas", "3.9")).isEqualTo(2);
    }

    @Test
    void shouldAskForOldItemsOnlyWhenAllAreWanted() {
        upstream.fail(
                (path, request) -> path.contains("/20250709/") ? Optional.of(new Fault.Status(404)) : Optional.empty());

        assertThat(lint()).isZero();
        assertThat(out.toString()).doesNotContain("item-exists");
        assertThat(lint("--all-items")).isZero();
        assertThat(out.toString()).contains("Remarks:", "item-exists");
    }

    @Test
    void shouldRemarkMissingPathsAnsweredWithForbiddenWhenUrlEndsWithSlash() {
        upstream.fail((path, request) ->
                path.contains("stablestreams") ? Optional.of(new Fault.Status(403)) : Optional.empty());

        assertThat(lint("--no-items")).isZero();
        assertThat(out.toString()).contains("Remarks:", "not-found (MAAS 3.4–3.7)");
    }

    @Test
    void shouldBlameTwoReleasesWhenServerClosesAfterEachAnswer() throws IOException {
        HttpServer closing = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        closing.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("Connection", "close");
            boolean get = exchange.getRequestMethod().equals("GET");
            exchange.sendResponseHeaders(200, get ? 2 : -1);
            exchange.getResponseBody().write(get ? new byte[] {'{', '}'} : new byte[0]);
            exchange.close();
        });
        closing.start();
        try {
            run("lint", "http://127.0.0.1:" + closing.getAddress().getPort() + "/tree/streams/v1/index.json");
        } finally {
            closing.stop(0);
        }
        assertThat(out.toString()).contains("keep-alive (MAAS 3.5–3.6)", "not-found (MAAS 3.4–3.7)");
    }

    /** A reverse proxy takes the prefix away and closes after each answer, as one of HTTP/1.0 does. */
    @Test
    void shouldFindNothingThatBreaksNewestWhenTreeIsBelowAPrefix() throws IOException {
        HttpServer proxy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        proxy.createContext("/mirrors/maas/", exchange -> {
            String below = exchange.getRequestURI().getRawPath().substring("/mirrors/maas/".length());
            var behind =
                    (HttpURLConnection) upstream.base().resolve(below).toURL().openConnection(Proxy.NO_PROXY);
            behind.setRequestMethod(exchange.getRequestMethod());
            int status = behind.getResponseCode();
            boolean hasBody = exchange.getRequestMethod().equals("GET") && status == 200;
            byte[] body = hasBody ? behind.getInputStream().readAllBytes() : new byte[0];
            exchange.getResponseHeaders().set("Connection", "close");
            if (!hasBody && status == 200) {
                exchange.getResponseHeaders().set("Content-Length", behind.getHeaderField("Content-Length"));
            }
            exchange.sendResponseHeaders(status, hasBody ? body.length : -1);
            if (hasBody) {
                exchange.getResponseBody().write(body);
            }
            exchange.close();
        });
        proxy.start();
        try {
            for (String end : List.of("", "/")) {
                int code = run(
                        "lint",
                        "--maas",
                        "3.8",
                        "--all-items",
                        "--keyring",
                        directory.resolve("key.gpg").toString(),
                        "http://127.0.0.1:" + proxy.getAddress().getPort() + "/mirrors/maas" + end);
                assertThat(code).isZero();
            }
        } finally {
            proxy.stop(0);
        }
        assertThat(out.toString())
                .contains("3 streams", "MAAS 3.8 can use this source")
                .doesNotContain("Breaks");
    }

    @Test
    void shouldReportSourceThatDoesNotAnswer() {
        String base = upstream.base().toString();
        upstream.close();

        assertThat(run("lint", base)).isEqualTo(1);
        assertThat(err.toString()).contains("cannot be reached");
    }

    @Test
    void shouldRefuseUrlThatIsNoneWithoutRepeatingPassword() {
        assertThat(run("lint", "foo")).isEqualTo(2);
        assertThat(run("lint", "http://me:secret@example.org/")).isEqualTo(2);
        assertThat(run("lint", "http://me:secret@my_host:8080/")).isEqualTo(2);
        assertThat(err.toString()).contains("http or https").doesNotContain("secret");
    }
}
