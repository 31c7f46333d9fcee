package io.streammirror.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.streammirror.codec.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The effect of one anonymous client at 127.0.0.2 on another at 127.0.0.3. The publisher runs with the flags of its
 * container, and has default limits but for the connections to the embedded store.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class HostileClientsIT {
    private static final String MIRROR = "large";
    private static final String BASE = "/" + Configuration.servedAt(MIRROR) + "/";
    private static final String PRODUCTS = BASE + "streams/v1/com.ubuntu.maas:stable:v3:download.json";

    /** The publisher's container: docker-compose.yml. */
    private static final long CONTAINER_BYTES = 512L << 20;

    private static final int SLOWER_MILLIS = 1_000;
    private static final int ROUNDS = 10;

    /** An answer takes a few milliseconds on a machine that does nothing else. */
    private static final int CALM_MILLIS = 200;

    private static final int MAX_CALM_RETRIES = 5;
    private static final String HOST = " HTTP/1.1\r\nHost: x\r\n\r\n";

    @TempDir
    private static Path directory;

    private final Instant since = Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofHours(1));
    private Upstream upstream;
    private MirrorProcess stack;
    private LonePublisher publisher;
    private Map<String, Long> calm = Map.of();

    @BeforeAll
    void start() throws Exception {
        upstream = new Upstream(LargeTree.state(since, 1));
        Path configuration = new Configuration(directory)
                .mirror(MIRROR, upstream, "selections: [{filters: []}]")
                .write();
        Path data = directory.resolve("data");
        stack = MirrorProcess.up(data, configuration).awaitUp();
        var status = new StatusPage(stack.runningPorts().managementSite());
        status.awaitPublished(MIRROR, LargeTree.state(since, 1).updated());
        upstream.publish(LargeTree.state(since, 2));
        status.awaitPublished(MIRROR, LargeTree.state(since, 2).updated());
        publisher = LonePublisher.startAsInContainer(
                directory,
                configuration,
                Map.of(
                        "STREAM_MIRROR_STORE_ENDPOINT",
                        "http://127.0.0.1:" + stack.runningPorts().s3(),
                        "STREAM_MIRROR_STORE_CREDENTIALS_FILE",
                        data.resolve("secrets/s3-credentials").toString(),
                        "STREAM_MIRROR_SIGNING_KEY_FILE",
                        data.resolve("keys/mirror.key").toString(),
                        "STREAM_MIRROR_SERVE_STORE_CONNECTIONS",
                        "12"));
        Await.until("the publisher serves the tree", () -> {
            publisher.assertRuns();
            return new Web().isOk(publisher.site().resolve(PRODUCTS));
        });
        longest();
    }

    /** Right before each attack, because other work on the machine changes the times; again when that work has just hit it. */
    @BeforeEach
    void measureInCalm() throws IOException {
        calm = longest();
        for (int retry = 0; retry < MAX_CALM_RETRIES && !isCalm(); retry++) {
            calm = longest();
        }
    }

    private boolean isCalm() {
        return calm.values().stream().allMatch(millis -> millis < CALM_MILLIS);
    }

    @AfterAll
    void stop() {
        if (publisher != null) {
            publisher.close();
        }
        if (stack != null) {
            stack.close();
        }
        upstream.close();
    }

    @Test
    void shouldServeOthersWhenManyRequestsArePipelinedBehindAnUnreadItem() throws Exception {
        try (var attack = attack()) {
            attack.connect(40)
                    .send("GET " + BASE + LargeTree.largeItem() + HOST)
                    .flood("GET /x" + HOST, 25_000);

            assertOthersAreServed();
        }
    }

    @Test
    void shouldServeOthersWhenManyClientsReadNothingOfADocument() throws Exception {
        try (var attack = attack()) {
            attack.connect(200).send("GET " + PRODUCTS + HOST);

            assertOthersAreServed();
        }
    }

    @Test
    void shouldServeOthersWhenManyClientsReadNothingOfItemsFromTheStore() throws Exception {
        try (var attack = attack()) {
            attack.connect(1_100)
                    .send("GET " + BASE + LargeTree.largeItem() + " HTTP/1.1\r\nHost: x\r\nRange: bytes=1-\r\n\r\n");

            assertOthersAreServed();
        }
    }

    @Test
    void shouldServeOthersWhenOneClientFillsThePortWithIdleConnections() throws Exception {
        try (var attack = attack()) {
            attack.connect(4_100);

            assertOthersAreServed();
        }
    }

    @Test
    void shouldServeOthersWhenManyEventStreamsAreOpenedAndNotRead() throws Exception {
        try (var attack = attack()) {
            attack.connect(1_100).send("GET /api/v1/events" + HOST);

            assertOthersAreServed();
        }
    }

    @Test
    void shouldServeOthersWhenManyDifferencesAreAskedFor() throws Exception {
        List<String> ids = publications();
        try (var attack = attack()) {
            for (int i = 0; i < 100; i++) {
                // Each another question, so that none is answered from what is kept.
                attack.connect(1)
                        .sendOnLast("GET /api/v1/mirrors/" + MIRROR + "/diff?from="
                                + ids.get(1).substring(0, 12 + i / 2) + "&to="
                                + ids.get(0).substring(0, 12 + i % 2) + HOST);
            }

            assertOthersAreServed();
        }
    }

    @Test
    void shouldCloseConnectionsThatDripWhateverTheyBeginWith() throws Exception {
        try (var chunked = attack();
                var control = attack();
                var method = attack()) {
            chunked.connect(50).send("GET / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nX: ");
            control.connect(50).send("\0\r\n\r\nGET /");
            method.connect(50).send("DELETE /" + HOST);

            await().atMost(Duration.ofSeconds(5)).until(() -> control.closed() == 50 && method.closed() == 50);
            assertOthersAreServed();
            await().atMost(Duration.ofSeconds(20)).until(() -> {
                chunked.send("x");
                return chunked.closed() == 50;
            });
        }
    }

    private HostileClients attack() {
        return new HostileClients(publisher.site().getPort());
    }

    private void assertOthersAreServed() throws IOException {
        longest().forEach((path, millis) -> assertThat(millis)
                .as("milliseconds for %s, in calm %s", path, calm.get(path))
                .isLessThanOrEqualTo(calm.get(path) + SLOWER_MILLIS));
        publisher.assertRuns();
        assertThat(publisher.peakMemory()).as("bytes resident, at most").isLessThan(CONTAINER_BYTES);
    }

    /** How long the other client waits for each path at most; every answer must be whole. */
    private Map<String, Long> longest() throws IOException {
        var longest = new LinkedHashMap<String, Long>();
        for (int round = 0; round < ROUNDS; round++) {
            measure().forEach((path, millis) -> longest.merge(path, millis, Math::max));
        }
        return longest;
    }

    /** How long the other client waits for whole answers, in milliseconds. */
    private Map<String, Long> measure() throws IOException {
        var times = new LinkedHashMap<String, Long>();
        for (String path : List.of(BASE + "streams/v1/index.sjson", PRODUCTS, BASE + LargeTree.root(7, "20250102"))) {
            long start = System.nanoTime();
            get(path);
            times.put(path, (System.nanoTime() - start) / 1_000_000);
        }
        return times;
    }

    /** All but the first byte, which fills no cache, so that an item comes from the store each time. */
    private void get(String path) throws IOException {
        URI site = publisher.site();
        try (var socket =
                new Socket(InetAddress.getLoopbackAddress(), site.getPort(), InetAddress.getByName("127.0.0.3"), 0)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: x\r\nRange: bytes=1-\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            assertThat(answer).as(path).startsWith("HTTP/1.1 206");
            int head = answer.indexOf("\r\n\r\n");
            assertThat(answer.substring(0, head).toLowerCase(Locale.ROOT))
                    .as(path)
                    .contains("content-length: " + (answer.length() - head - 4));
        }
    }

    private List<String> publications() throws IOException {
        JsonNode kept =
                Json.parse(new Web().body(publisher.site().resolve("/api/v1/mirrors/" + MIRROR + "/publications")));
        var ids = new ArrayList<String>();
        kept.path("publications")
                .forEach(publication -> ids.add(publication.path("id").asText()));
        return ids;
    }
}
