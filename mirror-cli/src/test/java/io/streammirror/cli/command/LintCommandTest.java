package io.streammirror.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import io.streammirror.catalog.CatalogRefusal;
import io.streammirror.cli.plan.MirrorPlan;
import io.streammirror.cli.plan.Planner;
import io.streammirror.codec.Json;
import io.streammirror.config.SettingsReader;
import io.streammirror.http.EnvironmentProxies;
import io.streammirror.mirror.MirrorName;
import io.streammirror.openpgp.KeyAlgorithm;
import io.streammirror.openpgp.Signer;
import io.streammirror.openpgp.SigningKey;
import io.streammirror.sample.Fault;
import io.streammirror.sample.FaultySampleUpstream;
import io.streammirror.sample.SampleTree;
import io.streammirror.sample.UpstreamTree;
import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.ItemPath;
import io.streammirror.upstream.http.HttpMetadataReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.bouncycastle.bcpg.ArmoredInputStream;
import org.bouncycastle.bcpg.ArmoredOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The sample tree as it is, and once with each defect, checked over HTTP. */
class LintCommandTest {
    private static final Instant THEN = Instant.parse("2026-11-23T08:00:00Z");
    private static final UpstreamTree GOOD = SampleTree.at(THEN).tree();
    private static final SigningKey KEY = key();
    private static final ContentId IMAGES = new ContentId("com.ubuntu.maas:stable:v3:download");
    private static final ContentId CENTOS = new ContentId("com.ubuntu.maas:stable:centos-bases-download");
    private static final String LOADERS = "com.ubuntu.maas:stable:1:bootloader-download";
    private static final String JAMMY = "/products/com.ubuntu.maas.stable:v3:boot:22.04:amd64:ga-22.04";
    private static final String OLD_ITEMS = JAMMY + "/versions/20250709/items";
    private static final String KERNEL = "jammy/amd64/20250718/ga-22.04/generic/boot-kernel";
    private static final List<String> ALL = List.of("3.4", "3.5", "3.6", "3.7", "3.8");
    private static final List<String> NEWEST = List.of("3.8");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private FaultySampleUpstream upstream;

    @TempDir
    Path directory;

    private static SigningKey key() {
        return SigningKey.generate("Sample", KeyAlgorithm.ED25519, THEN);
    }

    @BeforeEach
    void serve() throws IOException {
        upstream = new FaultySampleUpstream(GOOD, new Signer(KEY, Clock.systemUTC()));
        Files.write(directory.resolve("key.gpg"), KEY.publicKeyring().binary());
    }

    @AfterEach
    void stop() {
        upstream.close();
    }

    @Test
    void shouldFindNothingInSampleTree() {
        assertThat(lint("--all-items")).isZero();
        assertThat(out.toString().lines()).hasSize(2).last().isEqualTo("MAAS 3.4–3.8 can use this source");
        assertThat(out.toString()).contains("3 streams", "signed by " + KEY.fingerprint());
    }

    @Test
    void shouldCheckPlainIndexAsUnsignedButUsable() throws IOException {
        assertThat(run("lint", "--json", upstream.base() + "streams/v1/index.json"))
                .isZero();
        assertThat(findings()).singleElement().satisfies(finding -> {
            assertThat(finding.path("rule").asText()).isEqualTo("unsigned");
            assertThat(finding.path("severity").asText()).isEqualTo("confuses");
        });
    }

    @Test
    void shouldFailAndSayThatNothingWasVerifiedWhenSignerIsUnknown() throws IOException {
        assertThat(run("lint", "--json", "--no-items", upstream.base().toString()))
                .isEqualTo(3);
        assertThat(findings()).hasSize(4).allSatisfy(finding -> {
            assertThat(finding.path("rule").asText()).isEqualTo("signature");
            assertThat(finding.path("message").asText()).contains("--keyring");
        });
    }

    @Test
    void shouldFailWhenSignerIsNotInGivenKeyring() throws IOException {
        Files.write(directory.resolve("key.gpg"), key().publicKeyring().binary());

        assertThat(lint("--no-items")).isEqualTo(3);
        assertThat(out.toString()).contains("Breaks the whole source:", "MAAS 3.4–3.8 cannot use this source");
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
    void shouldFailWhenKeyringIsArmored() throws IOException {
        Files.write(directory.resolve("key.gpg"), KEY.publicKeyring().armored());

        assertThat(lint("--no-items")).isEqualTo(3);
        assertThat(out.toString()).contains("keyring (MAAS 3.4–3.8)", "gpg --dearmor");
    }

    @Test
    void shouldFindWrongBytesOfRightLength() throws IOException {
        byte[] wrong = new byte[(int) GOOD.blob(new ItemPath(KERNEL)).size()];
        upstream.publish(GOOD.edit(THEN).file(new ItemPath(KERNEL), wrong).build());

        assertThat(lint("--deep", "--json")).isZero();
        assertThat(findings()).singleElement().satisfies(finding -> {
            assertThat(finding.path("rule").asText()).isEqualTo("item-content");
            assertThat(finding.path("severity").asText()).isEqualTo("breaks-image");
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

    /** gpgv, and so MAAS, would take it only with a keyring of both. */
    @Test
    void shouldFailWhenSecondSignerIsNotInKeyring() throws IOException {
        byte[] plain = Json.pretty(GOOD.document(IMAGES));
        byte[] one = new Signer(KEY, Clock.systemUTC()).clearSign(plain);
        byte[] other = new Signer(key(), Clock.systemUTC()).clearSign(plain);
        int begin = new String(one, StandardCharsets.ISO_8859_1).indexOf("-----BEGIN PGP SIGNATURE");
        var both = new ByteArrayOutputStream();
        both.write(one, 0, begin);
        try (var armor = ArmoredOutputStream.builder().clearHeaders().build(both)) {
            armor.write(signature(one, begin));
            armor.write(signature(other, begin));
        }
        upstream.publish(GOOD.edit(THEN)
                .file(new ItemPath("streams/v1/" + IMAGES + ".sjson"), both.toByteArray())
                .build());

        assertThat(lint("--no-items")).isEqualTo(3);
        assertThat(out.toString()).contains("one-signature (MAAS 3.4–3.8)");
    }

    private static byte[] signature(byte[] document, int begin) throws IOException {
        return new ArmoredInputStream(new ByteArrayInputStream(document, begin, document.length - begin))
                .readAllBytes();
    }

    static Stream<Arguments> defects() {
        return Stream.of(
                documentDefect("no manifest in an old version", "item-set", NEWEST, tree -> object(tree, OLD_ITEMS)
                        .remove("manifest")),
                documentDefect("label missing", "required-field", ALL, tree -> object(tree, JAMMY)
                        .remove("label")),
                documentDefect(
                        "date without zone", "date", NEWEST, tree -> tree.put("updated", "Thu, 24 Jul 2025 08:01:49")),
                documentDefect("datatype", "datatype", NEWEST, tree -> tree.put("datatype", "images")),
                documentDefect("no products", "not-empty", NEWEST, tree -> tree.putObject("products")),
                documentDefect("no versions", "not-empty", NEWEST, tree -> object(tree, JAMMY)
                        .putObject("versions")),
                documentDefect("notifications", "shape", NEWEST, tree -> object(tree, "/products")
                        .putObject("com.ubuntu.maas:notice")
                        .putObject("versions")
                        .putObject("1")
                        .putObject("items")
                        .putObject("n")
                        .put("ftype", "notifications")));
    }

    private static Arguments documentDefect(
            String name, String rule, List<String> releases, Consumer<ObjectNode> defect) {
        return argumentSet(name, rule, releases, defect);
    }

    @ParameterizedTest
    @MethodSource("defects")
    void shouldNameRuleAndReleasesWhenDocumentHasDefect(String rule, List<String> releases, Consumer<ObjectNode> defect)
            throws IOException {
        ObjectNode document = GOOD.document(IMAGES);
        defect.accept(document);
        upstream.publish(
                GOOD.edit(THEN.plusSeconds(1)).document(IMAGES, document).build());

        assertThat(lint("--json", "--no-items")).isEqualTo(3);

        assertThat(findings()).anySatisfy(finding -> {
            assertThat(finding.path("rule").asText()).isEqualTo(rule);
            assertThat(finding.path("severity").asText()).isEqualTo("breaks-source");
            assertThat(finding.path("releases")).extracting(JsonNode::asText).isEqualTo(releases);
            assertThat(finding.path("url").asText()).isEqualTo(upstream.base() + "streams/v1/" + IMAGES + ".sjson");
        });
    }

    static Stream<Arguments> answers() {
        return Stream.of(
                argumentSet("missing", 404, "item-exists", ALL),
                argumentSet("forbidden", 403, "item-exists", ALL),
                argumentSet("failing", 503, "item-exists", ALL),
                argumentSet("elsewhere", 302, "item-redirect", List.of("3.7", "3.8")));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void shouldBlameImageWhenItemIsNotServed(int status, String rule, List<String> releases) throws IOException {
        upstream.fail(
                (path, request) -> path.equals(KERNEL) ? Optional.of(new Fault.Status(status)) : Optional.empty());

        assertThat(lint("--json")).isZero();

        assertThat(findings()).singleElement().satisfies(finding -> {
            assertThat(finding.path("rule").asText()).isEqualTo(rule);
            assertThat(finding.path("severity").asText()).isEqualTo("breaks-image");
            assertThat(finding.path("releases")).extracting(JsonNode::asText).isEqualTo(releases);
            assertThat(finding.path("message").asText()).contains(KERNEL, String.valueOf(status));
            assertThat(finding.path("pointer").asText()).startsWith(JAMMY).endsWith("/items/boot-kernel");
        });
    }

    @Test
    void shouldBlameImageWhenItemHasAnotherLength() throws IOException {
        upstream.publish(GOOD.edit(THEN).file(new ItemPath(KERNEL), new byte[7]).build());

        assertThat(lint("--json")).isZero();

        assertThat(findings())
                .extracting(finding -> finding.path("rule").asText())
                .contains("item-length");
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
    void shouldNameDocumentThatIsMissing() {
        upstream.fail((path, request) ->
                path.endsWith("v3:download.sjson") ? Optional.of(new Fault.Status(404)) : Optional.empty());

        assertThat(lint("--no-items")).isEqualTo(3);
        assertThat(out.toString()).contains("document-exists", "v3:download.sjson: answered HTTP status 404");
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

    /** The plan reads and selects as the watcher of {@code up} does. */
    @Test
    void shouldBlameWhatThePlanLeavesOutAndNothingElse() throws IOException {
        ObjectNode renamed = GOOD.document(CENTOS).put("content_id", "com.example:renamed");
        ObjectNode images = GOOD.document(IMAGES);
        object(images, OLD_ITEMS + "/boot-kernel").put("path", "../boot-kernel");
        upstream.publish(GOOD.edit(THEN.plusSeconds(1))
                .document(CENTOS, renamed)
                .document(IMAGES, images)
                .build());
        upstream.fail((path, request) ->
                path.endsWith(LOADERS + ".sjson") ? Optional.of(new Fault.Status(404)) : Optional.empty());
        Path config = Files.writeString(
                directory.resolve("mirror.yaml"), """
                stream-mirror:
                  mirrors:
                    sample:
                      source: %s
                      keyring: %s
                      path: /sample
                """.formatted(upstream.base(), directory.resolve("key.gpg")));

        assertThat(lint("--json", "--no-items")).isEqualTo(3);
        List<JsonNode> blamed = findings().stream()
                .filter(finding -> finding.path("severity").asText().startsWith("breaks"))
                .toList();
        MirrorPlan plan = new Planner(
                        new HttpMetadataReader(EnvironmentProxies.NONE), Optional.empty(), Clock.systemUTC())
                .plan(SettingsReader.read(config, directory, Map.of()).mirrors().get(new MirrorName("sample")));

        assertThat(plan.catalog().streams().keySet())
                .extracting(ContentId::value)
                .containsExactlyInAnyOrder("com.example:renamed", IMAGES.value());
        assertThat(plan.catalog().refusals())
                .extracting(CatalogRefusal::pointer)
                .containsExactlyInAnyOrder("/index/" + LOADERS, OLD_ITEMS + "/boot-kernel");
        String documents = upstream.base() + "streams/v1/";
        assertThat(blamed)
                .extracting(finding ->
                        finding.path("url").asText() + finding.path("pointer").asText())
                .containsExactlyInAnyOrder(
                        documents + LOADERS + ".sjson",
                        documents + IMAGES + ".sjson" + OLD_ITEMS + "/boot-kernel/path");
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

    private int lint(String... options) {
        return run(Stream.of(
                        Stream.of(
                                "lint",
                                "--keyring",
                                directory.resolve("key.gpg").toString()),
                        Stream.of(options),
                        Stream.of(upstream.base().toString()))
                .flatMap(arguments -> arguments)
                .toArray(String[]::new));
    }

    private List<JsonNode> findings() throws IOException {
        JsonNode report = Json.parse(out.toString().getBytes(StandardCharsets.UTF_8));
        return Stream.iterate(0, i -> i + 1)
                .limit(report.required("findings").size())
                .map(i -> report.required("findings").get(i))
                .toList();
    }

    private static ObjectNode object(ObjectNode document, String pointer) {
        return (ObjectNode) document.at(pointer);
    }

    private int run(String... arguments) {
        return MirrorCommand.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
