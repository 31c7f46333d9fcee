package io.streammirror.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.simplestreams.Sha256;
import io.streammirror.stack.EmbeddedS3;
import io.streammirror.store.StoreCredentials;
import io.streammirror.store.StoreKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Two publishers on one store: one of them reads at a time, and both give the right answer. */
@Tag("slow")
final class SharedScrubIT {
    private static final StoreCredentials CREDENTIALS = new StoreCredentials("scrubbed", "scrubbed-secret");
    private static final int BLOBS = 4;
    private static final int SIZE = 400_000;

    /** Eight seconds for all blobs. */
    private static final String SLOW = "200K";

    private static final String FAST = "100M";

    /** Three minutes after its last renewal a lease is free; a killed holder renewed it at most a minute before. */
    private static final Duration MIN_WAIT = Duration.ofSeconds(110);

    private static final Duration MAX_WAIT = Duration.ofMinutes(3).plus(MirrorProcess.PATIENCE);

    @RegisterExtension
    private final Runs runs = new Runs();

    @TempDir
    private Path directory;

    @BeforeEach
    void storeBlobsWithOneDamaged() throws IOException {
        Files.createDirectories(directory.resolve("s3/stream-mirror"));
        EmbeddedS3 s3 = runs.own(EmbeddedS3.start(directory.resolve("s3"), 0, CREDENTIALS));
        Files.write(directory.resolve("mirror.key"), Upstream.newKey().write(null));
        Files.writeString(directory.resolve("token"), "an-administrator-token");
        new Configuration(directory)
                .unsigned("unread", s3.endpoint())
                .store(s3.endpoint(), CREDENTIALS)
                .section("signing", "{key-file: '" + directory.resolve("mirror.key") + "'}")
                .section("admin", "{token-file: '" + directory.resolve("token") + "'}")
                .section("scrub", "{every: off}")
                .write();
        var store = runs.own(new StackStore(s3.endpoint(), directory.resolve("credentials")));
        var random = new Random(4);
        for (int i = 0; i < BLOBS; i++) {
            byte[] blob = new byte[SIZE];
            random.nextBytes(blob);
            String key = StoreKeys.blob(Sha256.of(blob));
            if (i == 0) {
                blob[SIZE / 2] ^= 1;
            }
            store.put(key, blob);
        }
    }

    @Test
    void shouldVerifyAfterOtherPublisherAndCountItsDamage() throws IOException {
        LonePublisher slow = publisher("slow", SLOW);
        LonePublisher fast = publisher("fast", FAST);
        MirrorProcess first = verify(slow);
        Await.until("one publisher reads", () -> first.err().contains("% of"));

        MirrorProcess second = verify(fast);
        Await.until("the other one waits", () -> second.err().contains("waiting: publisher " + slow.pid() + "@"));
        assertThat(first.isAlive()).as(first.err()).isTrue();

        assertThat(first.awaitExit()).as(first.err()).isEqualTo(4);
        assertThat(second.awaitExit()).as(second.err()).isEqualTo(4);
        assertThat(first.out()).contains("read      4 of 4 files", "damaged   1");
        assertThat(second.out()).contains("read      3 of 3 files", "damaged   1");
    }

    @Test
    void shouldTakeOverWhenScrubbingPublisherWasKilled() throws IOException {
        LonePublisher slow = publisher("slow", "2K");
        LonePublisher fast = publisher("fast", FAST);
        MirrorProcess first = verify(slow);
        Await.until("one publisher reads", () -> first.err().contains("% of"));
        slow.close();
        Instant killed = Instant.now();

        MirrorProcess second = verify(fast);
        Await.until("the other one waits", () -> second.err().contains("waiting: publisher " + slow.pid() + "@"));
        Awaitility.await("the other one has taken over").atMost(MAX_WAIT).until(() -> !second.isAlive());

        assertThat(Duration.between(killed, Instant.now())).isGreaterThan(MIN_WAIT);
        assertThat(second.awaitExit()).as(second.err()).isEqualTo(4);
        assertThat(second.out()).contains("read      4 of 4 files", "damaged   1");
        assertThat(first.awaitExit()).as(first.out()).isEqualTo(1);
    }

    private LonePublisher publisher(String name, String rate) throws IOException {
        Path own = Files.createDirectory(directory.resolve(name));
        var publisher = runs.own(
                LonePublisher.start(own, directory.resolve("mirror.yaml"), Map.of("STREAM_MIRROR_SCRUB_RATE", rate)));
        Await.until(name + " answers", () -> {
            publisher.assertRuns();
            return new Web().isOk(publisher.management().resolve("api/v1/status"));
        });
        return publisher;
    }

    private MirrorProcess verify(LonePublisher publisher) {
        return runs.own(MirrorProcess.command(
                directory,
                "verify",
                "--admin-url",
                publisher.management().toString(),
                "--token-file",
                directory.resolve("token").toString()));
    }
}
