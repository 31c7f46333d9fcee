package io.streammirror.publisher.notify;

import static io.streammirror.publisher.notify.NotifiedLog.keys;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.streammirror.config.NotificationKeys;
import io.streammirror.config.NotificationKind;
import io.streammirror.publisher.notify.FakeReceiver.Arrival;
import io.streammirror.store.StoreKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a receiver on loopback that fails, stalls and restarts. */
class WebhookWorkerTest {
    static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private final NotifiedLog mirror = new NotifiedLog();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<FakeReceiver> receivers = new ArrayList<>();
    private final List<Future<?>> running = new ArrayList<>();
    private WebhookSecrets secrets;
    private FakeReceiver receiver;

    @BeforeEach
    void begin(@TempDir Path directory) throws IOException {
        secrets = WebhookSecrets.read("chat", Files.writeString(directory.resolve("secret"), SECRET + "\n"));
        receiver = receiver();
    }

    private FakeReceiver receiver() throws IOException {
        var another = new FakeReceiver();
        receivers.add(another);
        return another;
    }

    @AfterEach
    void close() {
        threads.shutdownNow();
        receivers.forEach(FakeReceiver::close);
    }

    /** Starts a publisher's worker, and waits until it knows where the log ends. */
    private void start(String webhook, String publisher, NotificationKeys keys) {
        running.add(threads.submit(mirror.worker(webhook, publisher, keys, secrets)));
        await().until(() -> !stored(webhook).isEmpty());
    }

    private List<String> stored(String webhook) {
        var keys = new ArrayList<String>();
        mirror.store.list(StoreKeys.notificationSteps(webhook), object -> keys.add(object.key()));
        return keys;
    }

    @Test
    void shouldNotifyOfDecisionsInTheirOrder() {
        mirror.publish("before the webhook");
        start("chat", "one", keys(receiver.url()));

        mirror.hold("older than before");
        mirror.refuse("no signature");
        mirror.publish("first");
        mirror.publish(NotifiedLog.MIRROR, "second", "B".repeat(40));
        mirror.publish(NotifiedLog.OTHER, "of another mirror", NotifiedLog.KEY);

        await().untilAsserted(() -> assertThat(receiver.types())
                .containsExactly(
                        "io.streammirror.upstream-held.v1",
                        "io.streammirror.upstream-refused.v1",
                        "io.streammirror.tree-published.v1",
                        "io.streammirror.tree-published.v1",
                        "io.streammirror.key-rotated.v1"));
        Arrival last = receiver.taken().get(4);
        assertThat(last.event().path("data").path("previous-signer").asText()).isEqualTo(NotifiedLog.KEY);
        assertThat(last.header("Content-Type")).isEqualTo("application/cloudevents+json; charset=utf-8");
    }

    @Test
    void shouldSendOnlyKindsThatAreConfigured() {
        start("chat", "one", keys(receiver.url(), NotificationKind.REFUSED));

        mirror.publish("first");
        mirror.refuse("no signature");

        await().untilAsserted(
                        () -> assertThat(receiver.types()).containsExactly("io.streammirror.upstream-refused.v1"));
    }

    @Test
    void shouldRepeatWithSameIdUntilReceiverTakesIt() {
        receiver.answerNext(500, 302, 429);
        start("chat", "one", keys(receiver.url()));

        mirror.publish("first");
        mirror.publish("second");

        await().untilAsserted(() -> assertThat(receiver.taken()).hasSize(2));
        assertThat(receiver.refused()).hasSize(3).allSatisfy(arrival -> assertThat(arrival.header("webhook-id"))
                .isEqualTo(receiver.ids().get(0)));
        assertThat(receiver.ids()).doesNotHaveDuplicates();
    }

    @Test
    void shouldLoseAndRepeatNothingOverRestartsOfReceiverAndPublisher() throws Exception {
        start("chat", "one", keys(receiver.url()));
        mirror.publish("first");
        await().untilAsserted(() -> assertThat(receiver.taken()).hasSize(1));
        receiver.stop();
        mirror.publish("second");
        mirror.hold("older than before");

        running.get(0).cancel(true);
        mirror.publish("third");
        start("chat", "two", keys(receiver.url()));
        receiver.restart();

        await().untilAsserted(() -> assertThat(receiver.taken()).hasSize(4));
        assertThat(receiver.taken())
                .extracting(arrival -> arrival.event().path("subject").asText())
                .containsExactly(
                        NotifiedLog.hash("first").hex(),
                        NotifiedLog.hash("second").hex(),
                        NotifiedLog.hash("held").hex(),
                        NotifiedLog.hash("third").hex());
        assertThat(stored("chat")).hasSizeLessThanOrEqualTo(3);
    }

    @Test
    void shouldHoldUpNoOtherWebhookWhenReceiverStalls() throws IOException {
        FakeReceiver healthy = receiver();
        receiver.stall();
        start("stalled", "one", keys(receiver.url()));
        start("healthy", "one", keys(healthy.url()));

        for (int i = 0; i < 5; i++) {
            mirror.publish("publication " + i);
        }

        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(healthy.taken()).hasSize(5));
        assertThat(receiver.taken()).isEmpty();
        receiver.recover();
        await().untilAsserted(() -> assertThat(receiver.ids()).isEqualTo(healthy.ids()));
    }

    @Test
    void shouldSendOnceWhenTwoPublishersRun() {
        start("chat", "one", keys(receiver.url()));
        start("chat", "two", keys(receiver.url()));

        for (int i = 0; i < 10; i++) {
            mirror.publish("publication " + i);
        }

        await().untilAsserted(() -> assertThat(receiver.taken()).hasSize(10));
        assertThat(receiver.ids()).doesNotHaveDuplicates();
    }
}
