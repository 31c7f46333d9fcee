package io.streammirror.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.simplestreams.ItemPath;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.stack.EmbeddedS3;
import io.streammirror.store.StoreCredentials;
import io.streammirror.testing.time.Pause;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The store goes away and comes back, or is all that there is: clients need not know. */
@Tag("slow")
final class StoreOutageIT {
    private static final String VERSION = "20250201";
    private static final ItemPath ITEM = SmallTree.path(VERSION, "squashfs");
    private static final long SIZE = 40_000_000;
    private static final int CLIENTS = 10;

    /** Slow enough to be met in the middle twice: some ten seconds for the item. */
    private static final int PIECE = 40_000;

    private static final long PAUSE_MILLIS = 10;

    private static final StoreCredentials CREDENTIALS = new StoreCredentials("outage", "outage-secret");

    @TempDir
    static Path directory;

    private static final SmallTree TREE = SmallTree.named("outage").with(VERSION, SIZE);
    private static Upstream upstream;
    private static EmbeddedS3 s3;
    private static Path configuration;
    private static MirrorProcess process;

    @BeforeAll
    static void publish() throws IOException {
        upstream = new Upstream(TREE.tree());
        s3 = EmbeddedS3.start(directory.resolve("s3"), 0, CREDENTIALS);
        configuration = new Configuration(directory)
                .mirror("outage", upstream)
                .store(s3.endpoint(), CREDENTIALS)
                .section("serve", "{cache-size: 0}")
                .write();
        process = MirrorProcess.up(directory.resolve("data"), configuration).awaitUp();
        new StatusPage(process.runningPorts().managementSite()).awaitPublished("outage", TREE.updated());
    }

    @AfterAll
    static void end() {
        if (process != null) {
            process.close();
        }
        s3.close();
        upstream.close();
    }

    @Test
    void shouldContinueDownloadsWhenStoreRestarts() throws Exception {
        URI item = process.runningPorts().site().resolve(Configuration.servedAt("outage") + "/" + ITEM);
        List<CompletableFuture<Sha256>> downloads = new ArrayList<>();
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            for (int i = 0; i < CLIENTS; i++) {
                downloads.add(CompletableFuture.supplyAsync(() -> slowly(item), clients));
            }
            for (int restart = 0; restart < 2; restart++) {
                Pause.of(Duration.ofSeconds(2));
                restartStore();
                assertThat(downloads).as("downloads while the store restarts").noneMatch(CompletableFuture::isDone);
            }

            Sha256 right = TREE.tree().blob(ITEM).sha256();
            for (CompletableFuture<Sha256> download : downloads) {
                assertThat(download.get(2, TimeUnit.MINUTES)).isEqualTo(right);
            }
        } finally {
            clients.shutdownNow();
        }
    }

    @Test
    void shouldServeWithoutKafka() throws Exception {
        long start = System.nanoTime();
        try (var publisher = LonePublisher.start(directory, configuration, Map.of())) {
            URI health = publisher.management().resolve("q/health/ready");
            Await.until("the publisher is ready", () -> {
                publisher.assertRuns();
                return new Web().isOk(health);
            });
            System.out.printf("Ready without Kafka after %d ms%n", (System.nanoTime() - start) / 1_000_000);

            try (var tree = new PublishedTree(publisher.site(), Configuration.servedAt("outage"))) {
                assertThat(tree.importNewest()).containsExactly(VERSION);
            }
            // Scheduled work has begun by then, and nothing of it needs Kafka.
            Pause.of(Duration.ofSeconds(4));
            assertThat(new Web().isOk(publisher.site().resolve("api/v1/status")))
                    .as(publisher.wrote())
                    .isTrue();
            assertThat(publisher.wrote()).doesNotContain("Error occurred while executing task");
        }
    }

    private static void restartStore() {
        int port = s3.port();
        s3.close();
        Pause.of(Duration.ofSeconds(2));
        s3 = EmbeddedS3.start(directory.resolve("s3"), port, CREDENTIALS);
    }

    private static Sha256 slowly(URI item) {
        try {
            var connection = (HttpURLConnection) item.toURL().openConnection();
            connection.setReadTimeout(10_000);
            MessageDigest digest = Sha256.newDigest();
            byte[] piece = new byte[PIECE];
            try (InputStream in = connection.getInputStream()) {
                for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
                    digest.update(piece, 0, count);
                    Pause.of(Duration.ofMillis(PAUSE_MILLIS));
                }
            }
            return Sha256.ofDigest(digest.digest());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
