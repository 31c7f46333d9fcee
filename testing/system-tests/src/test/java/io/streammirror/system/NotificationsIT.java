package io.streammirror.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.streammirror.codec.Json;
import io.streammirror.system.WebhookReceiver.Behaviour;
import io.streammirror.system.WebhookReceiver.Delivery;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A running stack notifies a webhook, and its services write JSON to their logs. */
@Tag("slow")
final class NotificationsIT {
    private static final String MIRROR = "notified";
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String PUBLISHED = "io.streammirror.tree-published.v1";
    private static final String INDEX = "streams/v1/index.sjson";
    private static final Path PAGE = MirrorProcess.home().resolve("docs/operate/notifications.md");

    /** With the usual interval of 15 minutes, polls of more than an hour. */
    private static final int POLLS_OF_AN_HOUR = 5;

    @TempDir
    private Path directory;

    @RegisterExtension
    private final Runs runs = new Runs();

    private SmallTree tree = SmallTree.named(MIRROR).with("20250101", 100_000);
    private WebhookReceiver receiver;
    private Upstream upstream;
    private MirrorProcess stack;

    @BeforeEach
    void start() throws IOException {
        upstream = runs.own(new Upstream(tree.tree()));
        receiver = runs.own(new WebhookReceiver());
        Files.writeString(directory.resolve("chat.secret"), SECRET + "\n");
        Path configuration = new Configuration(directory)
                .mirror(MIRROR, upstream)
                .section(
                        "notifications",
                        "{chat: {url: '" + receiver.url() + "', secret-file: chat.secret, events: [published]}}")
                .section("logging", "{format: json}")
                .write();
        stack = runs.own(MirrorProcess.up(directory.resolve("data"), configuration))
                .awaitUp();
        awaitPublished();
    }

    private void awaitPublished() {
        new StatusPage(stack.runningPorts().managementSite()).awaitPublished(MIRROR, tree.updated());
    }

    /** Upstream releases a version; returns the publication of it. */
    private String publish(String version) {
        tree = tree.with(version, 100_000);
        upstream.publish(tree.tree());
        awaitPublished();
        return publications().get(0);
    }

    /** The live one first. */
    private List<String> publications() {
        URI url = stack.runningPorts().site().resolve("/api/v1/mirrors/" + MIRROR + "/publications");
        var ids = new ArrayList<String>();
        try {
            for (JsonNode publication : Json.parse(new Web().body(url)).required("publications")) {
                ids.add(publication.required("id").asText());
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return ids;
    }

    private void awaitDelivery(Behaviour met, Predicate<Delivery> wanted) {
        Await.until("a delivery " + met, () -> receiver.deliveries(met).stream().anyMatch(wanted));
    }

    @Test
    void shouldDeliverEachPublicationOverFailureStallAndRestarts() throws IOException {
        String first = publications().get(0);
        assertThat(runs.command(stack, directory, "notify", "test", "chat")).contains("chat: has taken event ");

        receiver.become(Behaviour.FAILS);
        String failed = publish("20250201");
        awaitDelivery(Behaviour.FAILS, delivery -> delivery.type().equals(PUBLISHED));
        receiver.become(Behaviour.STALLS);
        String stalled = publish("20250301");
        awaitDelivery(Behaviour.STALLS, delivery -> delivery.type().equals(PUBLISHED));
        stack.killService("publisher");
        receiver.stop();
        String missed = publish("20250401");
        receiver.become(Behaviour.TAKES);
        receiver.restart();
        awaitDelivery(Behaviour.TAKES, delivery -> delivery.subject().equals(missed));

        List<Delivery> taken = receiver.deliveries(Behaviour.TAKES).stream()
                .filter(delivery -> delivery.type().equals(PUBLISHED))
                .toList();
        // The webhook is as new as the log, so the first publication may have come before it.
        assertThat(taken)
                .extracting(Delivery::subject)
                .filteredOn(subject -> !subject.equals(first))
                .containsExactly(failed, stalled, missed);
        assertThat(taken).extracting(Delivery::id).doesNotHaveDuplicates();
        assertThat(Stream.of(Behaviour.FAILS, Behaviour.STALLS).flatMap(met -> receiver.deliveries(met).stream()))
                .isNotEmpty()
                .allSatisfy(repeated -> assertThat(taken).anySatisfy(once -> {
                    assertThat(once.id()).isEqualTo(repeated.id());
                    assertThat(once.body()).isEqualTo(repeated.body());
                }));
        for (Delivery delivery : receiver.deliveries(Behaviour.TAKES)) {
            assertThat(verified(delivery)).as(delivery.type()).isEqualTo("valid\n");
        }
        assertLogsAreJsonWithoutSecret();
    }

    /** By the lines of shell that the documentation prints. */
    private String verified(Delivery delivery) throws IOException {
        Files.writeString(directory.resolve("body.json"), delivery.body());
        String shell = Pattern.compile("(?ms)^```sh\\n(.*?)^```")
                .matcher(Files.readString(PAGE))
                .results()
                .map(block -> block.group(1))
                .filter(block -> block.contains("openssl dgst"))
                .findFirst()
                .orElseThrow();
        return new Command(
                        List.of("sh", "-c", shell),
                        Map.of(
                                "SECRET",
                                SECRET,
                                "ID",
                                delivery.id(),
                                "TIMESTAMP",
                                delivery.timestamp(),
                                "SIGNATURE",
                                delivery.signature()))
                .run(directory)
                .output();
    }

    private void assertLogsAreJsonWithoutSecret() {
        var logs = new ServiceLogs(stack.data());
        assertThat(logs.lines()).isNotEmpty().allSatisfy(line -> {
            assertThat(line).doesNotContain(SECRET);
            assertThat(ServiceLogs.json(line))
                    .extracting(json -> json.path("timestamp").asText())
                    .asString()
                    .isNotEmpty();
        });
        JsonNode failing =
                logs.line("A webhook cannot be notified and is tried again").orElseThrow();
        assertThat(failing.path("level").asText()).isEqualTo("WARN");
        assertThat(failing.at("/fields/webhook").asText()).isEqualTo("chat");
        assertThat(failing.at("/fields/reason").asText()).isNotEmpty();
    }

    @Test
    void shouldLogNothingWhileMirrorIsIdle() {
        awaitPolls(2);
        List<String> before = new ServiceLogs(stack.data()).lines();

        awaitPolls(POLLS_OF_AN_HOUR);

        assertThat(before).isNotEmpty();
        assertThat(new ServiceLogs(stack.data()).lines()).isEqualTo(before);
    }

    private void awaitPolls(int count) {
        int before = upstream.traffic().requests(INDEX);
        Await.until(count + " polls", () -> upstream.traffic().requests(INDEX) >= before + count);
    }
}
