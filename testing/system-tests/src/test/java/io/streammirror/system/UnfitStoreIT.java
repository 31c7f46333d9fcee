package io.streammirror.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store that lets several writers win is refused, or used on the operator's word alone. */
final class UnfitStoreIT {
    @TempDir
    private Path directory;

    private final CarelessStore store = new CarelessStore();
    private Path configuration;

    @BeforeEach
    void configure() throws IOException {
        Files.writeString(directory.resolve("credentials"), "access-key=any\nsecret-key=any-secret\n");
        Files.write(directory.resolve("mirror.key"), Upstream.newKey().write(null));
        configuration = Files.writeString(
                directory.resolve("mirror.yaml"), """
                stream-mirror:
                  mirrors:
                    unfit:
                      source: http://127.0.0.1:1/
                      path: /maas/unfit
                  store: { endpoint: "%s", credentials-file: credentials }
                  signing: { key-file: %s }
                """.formatted(store.endpoint(), directory.resolve("mirror.key")));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void shouldEndAndNameRemedyWhenStoreIsUnfit() throws Exception {
        try (var publisher = LonePublisher.start(directory, configuration, Map.of())) {
            assertThat(publisher.awaitExit()).isEqualTo(2);

            assertThat(publisher.wrote())
                    .contains(store.endpoint() + ", bucket stream-mirror")
                    .contains("does not let exactly one of several writers create an object")
                    .contains("single-writer: true");
        }
    }

    @Test
    void shouldServeAndWarnWhenOperatorDeclaresSingleWriter() throws Exception {
        Map<String, String> word = Map.of("STREAM_MIRROR_STORE_SINGLE_WRITER", "true");
        try (var publisher = LonePublisher.start(directory, configuration, word)) {
            URI status = publisher.management().resolve("api/v1/status");
            Await.until("the status has the warning", () -> {
                publisher.assertRuns();
                return text(status).contains("On the word of store.single-writer");
            });

            assertThat(publisher.wrote()).contains("On the word of store.single-writer");
        }
    }

    private static String text(URI url) {
        try {
            return new String(new Web().get(url).body(), StandardCharsets.UTF_8);
        } catch (UncheckedIOException notYet) {
            return "";
        }
    }
}
