package io.streammirror.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.streammirror.codec.Json;
import io.streammirror.sample.Blob;
import io.streammirror.sample.UpstreamTree;
import io.streammirror.simplestreams.ItemPath;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Control characters of all kinds, in every text of an upstream that people get to see: they reach no terminal, log, page or answer of the
 * API.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PoisonousTextIT {
    /** Sets the title of a terminal, colours by C1, and turns the direction of text. */
    private static final String POISON = "\u001b]0;x\u0007\u009b31m\u202ex\u2066\u0085\u007f";

    private static final Pattern HARMFUL =
            Pattern.compile("[\\p{Cc}\\u061c\\u200e\\u200f\\u2028-\\u202e\\u2066-\\u2069&&[^\\n\\t]]");

    private static final String TREE = "tree";

    @TempDir
    private static Path directory;

    private final Map<String, PoisonousWire> wires = new LinkedHashMap<>();
    private Upstream upstream;
    private Path configuration;
    private MirrorProcess stack;

    @BeforeAll
    void start() {
        upstream = new Upstream(tree());
        wires.put("reason", new PoisonousWire(path -> PoisonousWire.response("HTTP/1.1 503 " + POISON)));
        wires.put("garbage", new PoisonousWire(path -> PoisonousWire.response("HTTP/1.1 2" + POISON)));
        wires.put(
                "redirect",
                new PoisonousWire(
                        path -> PoisonousWire.response("HTTP/1.1 302 Found", "Location: http://x" + POISON + "/")));
        wires.put(
                "coding",
                new PoisonousWire(path -> PoisonousWire.response("HTTP/1.1 200 OK", "Content-Encoding: " + POISON)));
        wires.put(
                "items",
                new PoisonousWire(path -> path.contains("streams/")
                        ? document(path)
                        : PoisonousWire.response("HTTP/1.1 40" + POISON + " " + POISON)));
        var mirrors = new Configuration(directory).mirror(TREE, upstream);
        wires.forEach((name, wire) -> mirrors.mirror(name, wire.base(), upstream.keyring()));
        configuration = mirrors.write();
        stack = MirrorProcess.up(directory.resolve("data"), configuration).awaitUp();
        var status = new StatusPage(stack.runningPorts().managementSite());
        status.await(TREE, "has come to rest", mirror -> mirror.path("settled").asBoolean());
        status.await(
                "items", "has failed items", mirror -> mirror.path("failures").size() > 0);
        for (String name : List.of("reason", "garbage", "redirect", "coding")) {
            status.await(
                    name, "has failed", mirror -> !mirror.path("state").asText().equals("waiting"));
        }
    }

    @AfterAll
    void stop() {
        if (stack != null) {
            stack.close();
        }
        wires.values().forEach(PoisonousWire::close);
        upstream.close();
    }

    @Test
    void shouldPublishTheRestOfPoisonousTree() {
        JsonNode status = new StatusPage(stack.runningPorts().managementSite()).mirror(TREE);

        assertThat(status.path("products").asInt()).as(status.toString()).isPositive();
    }

    @Test
    void shouldWriteNothingHarmfulToTerminal() {
        String data = stack.data().toString();
        var outputs = new LinkedHashMap<String, String>();
        for (List<String> command : commands(data)) {
            MirrorProcess run = MirrorProcess.command(directory, command.toArray(String[]::new));
            run.awaitExit();
            outputs.put(String.join(" ", command), run.out() + run.err());
        }
        outputs.put("up", stack.out() + stack.err());

        outputs.forEach((command, output) -> assertHarmless(command, output));
    }

    @Test
    void shouldWriteNothingHarmfulToLogs() throws IOException {
        try (Stream<Path> logs = Files.walk(stack.data().resolve("logs"))) {
            for (Path log : logs.filter(Files::isRegularFile).toList()) {
                assertHarmless(log.toString(), Files.readString(log));
            }
        }
    }

    @Test
    void shouldAnswerNothingHarmful() throws IOException {
        var web = new Web();
        URI site = stack.runningPorts().site();
        URI management = stack.runningPorts().managementSite();
        var pages = new ArrayList<URI>();
        Stream.of(
                        "",
                        "maas/tree/",
                        "maas/tree/streams/v1/",
                        "maas/tree/noble/",
                        "ui/mirrors/tree",
                        "ui/mirrors/tree/images",
                        "ui/mirrors/tree/not-selected",
                        "ui/mirrors/tree/failures",
                        "ui/mirrors/tree/history",
                        "ui/readers",
                        "api/v1/status",
                        "api/v1/mirrors/tree/publications",
                        "api/v1/mirrors/tree/images",
                        "api/v1/mirrors/tree/not-selected",
                        "api/v1/mirrors/tree/selection?filters1=arch%3Damd64",
                        "api/v1/storage",
                        "api/v1/readers")
                .map(site::resolve)
                .forEach(pages::add);
        Stream.of(
                        "ui/mirrors/items/failures",
                        "ui/mirrors/tree/history",
                        "ui/readers",
                        "api/v1/readers",
                        "api/v1/status",
                        "api/v1/log/head",
                        "api/v1/mirrors/tree/publications",
                        "q/health",
                        "q/metrics")
                .map(management::resolve)
                .forEach(pages::add);
        Json.parse(web.body(site.resolve("api/v1/mirrors/tree/images")))
                .findValuesAsText("id")
                .forEach(id -> pages.add(site.resolve("api/v1/mirrors/tree/products/" + id)));
        int last = Json.parse(web.body(management.resolve("api/v1/log/head")))
                .path("sequence")
                .asInt();
        for (int sequence = 1; sequence <= last; sequence++) {
            pages.add(management.resolve("api/v1/log/" + sequence));
        }

        // The client cannot send control characters, but direction and other lines' separators it can.
        web.get(site.resolve("maas/tree/streams/v1/index.sjson"), "User-Agent", "python-simplestreams/0.1 \u009b31m");

        for (URI page : pages) {
            HttpResponse<byte[]> answer = web.get(page);
            assertThat(answer.statusCode()).as(page.toString()).isNotEqualTo(404);
            assertHarmless(page.toString(), new String(answer.body(), StandardCharsets.UTF_8));
        }
    }

    private List<List<String>> commands(String data) {
        String config = configuration.toString();
        String ring = directory.resolve(TREE + ".gpg").toString();
        var commands = new ArrayList<List<String>>();
        for (List<String> words : List.of(
                List.of("plan", "--config", config),
                List.of("status", "--data", data),
                List.of("readers", "--data", data),
                List.of("history", "--data", data),
                List.of("history", "--data", data, "--mirror", TREE, "--publications"),
                List.of("lint", "--keyring", ring, upstream.base().toString()))) {
            commands.add(words);
            var json = new ArrayList<>(words);
            json.add(1, "--json");
            commands.add(json);
        }
        commands.add(List.of("status", "--details", "--data", data));
        commands.add(List.of("diff", TREE, "--data", data));
        wires.values()
                .forEach(wire -> commands.add(
                        List.of("lint", "--keyring", ring, wire.base().toString())));
        return commands;
    }

    private static void assertHarmless(String where, String text) {
        Matcher found = HARMFUL.matcher(text);
        if (found.find()) {
            int at = found.start();
            throw new AssertionError(String.format(
                    "%s has U+%04X near: %s",
                    where,
                    (int) text.charAt(at),
                    HARMFUL.matcher(text.substring(Math.max(0, at - 200), Math.min(text.length(), at + 100)))
                            .replaceAll("?")));
        }
    }

    private byte[] document(String path) {
        byte[] body = new Web().get(upstream.base().resolve(path.substring(1))).body();
        var response = new ByteArrayOutputStream();
        response.writeBytes(("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: " + body.length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        response.writeBytes(body);
        return response.toByteArray();
    }

    /** One good product, and each text of others poisoned. */
    private static UpstreamTree tree() {
        SmallTree small = SmallTree.named("poison").with("20250101", 1_000);
        UpstreamTree good = small.tree();
        ObjectNode document = good.document(SmallTree.STREAM);
        var products = (ObjectNode) document.get("products");
        ObjectNode product = products.withObjectProperty(SmallTree.PRODUCT);
        UpstreamTree.Builder poisoned = good.edit(small.updated().plusSeconds(60));
        products.set(SmallTree.PRODUCT + POISON, product.deepCopy());
        for (String field : List.of("release_title", "release", "os", "label", "support_eol", "version", "arch")) {
            products.set(SmallTree.PRODUCT + ":" + field, product.deepCopy().put(field, field + POISON));
        }
        products.set(SmallTree.PRODUCT + ":field", product.deepCopy().put("field" + POISON, "x"));
        ObjectNode version = product.deepCopy();
        version.putObject("versions")
                .set("20250101" + POISON, product.at("/versions/20250101").deepCopy());
        products.set(SmallTree.PRODUCT + ":version", version);
        ObjectNode path = product.deepCopy();
        ((ObjectNode) path.at("/versions/20250101/items/squashfs")).put("path", "noble/x" + POISON);
        products.set(SmallTree.PRODUCT + ":path", path);
        ObjectNode missing = product.deepCopy();
        Blob other = Blob.generated("missing", 10);
        ((ObjectNode) missing.at("/versions/20250101/items/squashfs"))
                .put("path", "noble/missing")
                .put("sha256", other.sha256().hex())
                .put("size", 10);
        products.set(SmallTree.PRODUCT + ":missing", missing);
        ObjectNode digest = product.deepCopy();
        ((ObjectNode) digest.at("/versions/20250101/items/squashfs")).put("sha256", "x" + POISON);
        products.set(SmallTree.PRODUCT + ":digest", digest);
        document.put("content_id", SmallTree.STREAM.value());
        return poisoned.document(SmallTree.STREAM, document)
                .file(new ItemPath("unused"), new byte[0])
                .build();
    }
}
