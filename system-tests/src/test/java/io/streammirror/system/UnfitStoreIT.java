package io.streammirror.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store that lets several writers win is refused, or used on the operator's word alone. */
final class UnfitStoreIT {
    @TempDir
    private Path directory;

    private final CarelessStore store = new CarelessStore();
    private ProcessBuilder publisher;
    private int port;

    @BeforeEach
    void configure() throws IOException {
        Files.writeString(directory.resolve("credentials"), "access-key=any\nsecret-key=any-secret\n");
        Files.write(directory.resolve("mirror.key"), Upstream.newKey().write(null));
        Path configuration = Files.writeString(
                directory.resolve("mirror.yaml"), """
                stream-mirror:
                  mirrors:
                    unfit:
                      source: http://127.0.0.1:1/
                      path: /maas/unfit
                  store: { endpoint: "%s", credentials-file: credentials }
                  signing: { key-file: %s }
                """.formatted(store.endpoint(), directory.resolve("mirror.key")));
        port = freePort();
        publisher = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx192m",
                        "-XX:+UseSerialGC",
                        "-jar",
                        MirrorProcess.home()
                                .resolve("publisher-service/target/quarkus-app/quarkus-run.jar")
                                .toString())
                .redirectErrorStream(true)
                .redirectOutput(log().toFile());
        publisher.environment().put("STREAM_MIRROR_CONFIG", configuration.toString());
        publisher
                .environment()
                .put("STREAM_MIRROR_DATA", directory.resolve("data").toString());
        publisher.environment().put("STREAM_MIRROR_KAFKA_BOOTSTRAP", "127.0.0.1:1");
        publisher.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port));
        publisher.environment().put("QUARKUS_MANAGEMENT_PORT", Integer.toString(freePort()));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aPublisherEndsAndSaysWhatToDo() throws Exception {
        Process process = publisher.start();
        try {
            assertThat(process.waitFor(MirrorProcess.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .as("it has ended; it wrote%n%s", Files.readString(log()))
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }

        assertThat(Files.readString(log()))
                .contains(store.endpoint() + ", bucket stream-mirror")
                .contains("does not let exactly one of several writers create an object")
                .contains("single-writer: true");
        assertThat(process.exitValue()).isEqualTo(2);
    }

    @Test
    void onTheOperatorsWordItServesAndWarns() throws Exception {
        publisher.environment().put("STREAM_MIRROR_STORE_SINGLE_WRITER", "true");
        URI status = URI.create("http://127.0.0.1:" + port + "/api/v1/status");
        Process process = publisher.start();
        try {
            Await.until("the status has the warning", () -> {
                assertThat(process.isAlive()).as(Files.readString(log())).isTrue();
                return text(status).contains("On the word of store.single-writer");
            });
        } finally {
            process.destroyForcibly();
            process.waitFor();
        }

        assertThat(Files.readString(log())).contains("On the word of store.single-writer");
    }

    private Path log() {
        return directory.resolve("publisher.log");
    }

    private static String text(URI url) {
        try {
            return new String(new Web().get(url).body(), StandardCharsets.UTF_8);
        } catch (UncheckedIOException notYet) {
            return "";
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
