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
 * A start that only shows which classes a service needs: with a configuration of its own, no broker, no store and no public port, ended as soon as
 * the service was up for a moment. A JVM that is told {@code -XX:ArchiveClassesAtExit} leaves an archive of them, with which later starts take half the time.
 *
 * <p>What is asked for then does not answer, which every service has to bear at its start.
 */
final class Rehearsal {
    /** The argument of a service that asks for it. */
    static final String OPTION = "--rehearse";

    /** Whether this process does nothing else; read by {@link RehearsalEnd}. */
    static final String PROPERTY = "stream-mirror.rehearsal";

    /** Nobody listens on port 1 of a machine; that is a refusal at once. */
    private static final String NOBODY = "127.0.0.1:1";

    private static final String CONFIGURATION = """
            stream-mirror:
              mirrors:
                rehearsal:
                  source: http://%s/
                  keyring: ubuntu-cloudimage
                  path: /rehearsal
                  selections:
                    - filters: ["arch=amd64", "release~(jammy|noble)"]
                      max: 1
            """.formatted(NOBODY);

    private Rehearsal() {}

    static boolean isAskedFor(String... arguments) {
        return List.of(arguments).contains(OPTION);
    }

    /**
     * Makes the files that a service reads, in a directory that goes with the process.
     *
     * @return what a service that was really started would find in its environment
     */
    static Map<String, String> environment() {
        try {
            Path directory = Files.createTempDirectory("stream-mirror-rehearsal");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(directory), "rehearsal-cleaner"));
            Path credentials =
                    Files.writeString(directory.resolve("credentials"), "access-key=nobody\nsecret-key=nothing\n");
            Path token = Files.writeString(directory.resolve("token"), "the-token-of-nobody\n");
            byte[] secret = SigningKey.generate("Rehearsal", KeyAlgorithm.ED25519, Instant.now())
                    .write(null);
            Path key = Files.write(directory.resolve("key"), secret);
            Path configuration = Files.writeString(directory.resolve("mirror.yaml"), CONFIGURATION);
            return Map.of(
                    ServiceEnvironment.CONFIG,
                    configuration.toString(),
                    ServiceEnvironment.DATA,
                    directory.toString(),
                    "STREAM_MIRROR_KAFKA_BOOTSTRAP",
                    NOBODY,
                    "STREAM_MIRROR_STORE_ENDPOINT",
                    "http://" + NOBODY,
                    "STREAM_MIRROR_STORE_CREDENTIALS_FILE",
                    credentials.toString(),
                    "STREAM_MIRROR_SIGNING_KEY_FILE",
                    key.toString(),
                    "STREAM_MIRROR_ADMIN_TOKEN_FILE",
                    token.toString());
        } catch (IOException e) {
            throw new UncheckedIOException("the rehearsal has no place for its files", e);
        }
    }

    /** What Quarkus is told: any free ports, on loopback, and only such complaints as tell why it cannot start. */
    static void tellQuarkus() {
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
            // A few small files in the place for temporary ones.
        }
    }
}
