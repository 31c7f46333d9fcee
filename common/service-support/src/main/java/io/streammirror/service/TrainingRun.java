package io.streammirror.service;

import io.streammirror.openpgp.KeyAlgorithm;
import io.streammirror.openpgp.SigningKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A training run (JEP 483's term) only loads the classes that a service needs. It has its own configuration, no broker,
 * no store and no public port, and ends shortly after the service is up. With {@code -XX:ArchiveClassesAtExit} the JVM
 * writes them to an archive, which halves the time of later starts.
 *
 * <p>Broker, store and upstream do not answer; every service tolerates that at its start.
 */
final class TrainingRun {
    /** The argument that makes a service do a training run. */
    static final String OPTION = "--training-run";

    /** Set in a training run; {@link TrainingRunEnd} reads it. */
    static final String PROPERTY = "stream-mirror.training-run";

    /** Port 1 has no listener, so a connection is refused at once. */
    private static final String CLOSED_PORT = "127.0.0.1:1";

    private static final String CONFIGURATION = """
            stream-mirror:
              mirrors:
                training-run:
                  source: http://%s/
                  keyring: ubuntu-cloudimage
                  path: /training-run
                  selections:
                    - filters: ["arch=amd64", "release~(jammy|noble)"]
                      max: 1
            """.formatted(CLOSED_PORT);

    private TrainingRun() {}

    static boolean isRequested(String... arguments) {
        return List.of(arguments).contains(OPTION);
    }

    /**
     * Writes the files that a service reads to a directory that is deleted at the end of the process.
     *
     * @return the environment variables that a real start would have
     */
    static Map<String, String> environment() {
        try {
            Path directory = Files.createTempDirectory("stream-mirror-training-run");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(directory), "training-run-cleaner"));
            Path credentials =
                    Files.writeString(directory.resolve("credentials"), "access-key=training\nsecret-key=training\n");
            Path token = Files.writeString(directory.resolve("token"), "the-token-of-a-training-run\n");
            byte[] secret = SigningKey.generate("Training run", KeyAlgorithm.ED25519, Instant.now())
                    .write(null);
            Path key = Files.write(directory.resolve("key"), secret);
            Path configuration = Files.writeString(directory.resolve("mirror.yaml"), CONFIGURATION);
            return Map.of(
                    ServiceEnvironment.CONFIG,
                    configuration.toString(),
                    ServiceEnvironment.DATA,
                    directory.toString(),
                    "STREAM_MIRROR_KAFKA_BOOTSTRAP",
                    CLOSED_PORT,
                    "STREAM_MIRROR_STORE_ENDPOINT",
                    "http://" + CLOSED_PORT,
                    "STREAM_MIRROR_STORE_CREDENTIALS_FILE",
                    credentials.toString(),
                    "STREAM_MIRROR_SIGNING_KEY_FILE",
                    key.toString(),
                    "STREAM_MIRROR_ADMIN_TOKEN_FILE",
                    token.toString());
        } catch (IOException e) {
            throw new UncheckedIOException("the files of the training run cannot be written", e);
        }
    }

    /** Configures Quarkus with free ports on loopback, and logs errors only. */
    static void configureQuarkus() {
        System.setProperty(PROPERTY, "true");
        Map.of(
                        "quarkus.http.host", "127.0.0.1",
                        "quarkus.http.port", "0",
                        "quarkus.management.host", "127.0.0.1",
                        "quarkus.management.port", "0",
                        "quarkus.log.console.level", "ERROR",
                        "quarkus.shutdown.timeout", "1s")
                .forEach(System::setProperty);
    }

    private static void delete(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException | UncheckedIOException leftBehind) {
            // A few small files stay in the temporary directory.
        }
    }
}
