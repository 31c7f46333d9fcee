package io.streammirror.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.streammirror.openpgp.KeyAlgorithm;
import io.streammirror.openpgp.SigningKey;
import io.streammirror.system.fault.FaultPorts;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The container deployment on a real engine, as docs/deploy.md describes it: {@code mvn -Pcompose verify}, or, where there is neither
 * an engine nor a registry, {@code .ci/engine mvn -Pcompose verify}.
 */
final class ComposeIT {
    private static final String MIRROR = "maas-sample";
    private static final String CARRIED = "carried";
    private static final String PATH = "maas/images/ephemeral-v3/stable";
    private static final List<String> SERVICES = List.of("kafka", "s3", "watcher", "fetcher", "publisher", "sample");

    /** Of a connection. */
    private static final String SAMPLE_RATE = "250000";

    /** Half a megabyte a second of a fetcher: those that come a minute later find most of the 110 MB of the sample left. */
    private static final String SLOW_FETCHERS = "  fetch: {slots: 1, connections-per-host: 2}\n";

    /** It takes what another site has exported, which is here the same one with another key. */
    private static final String IMPORTED =
            "    " + CARRIED + ": { path: /carried, import: { keyring: /config/sender.gpg } }\n";

    private static final Pattern STORED =
            Pattern.compile("(?m)^stream_mirror_fetch_items_total\\{outcome=\"stored\"} ([0-9.]+)");

    private final Map<String, Duration> steps = new TreeMap<>();
    private Instant stepStart = Instant.now();

    @TempDir
    private Path directory;

    private Compose compose;
    private StatusPage status;
    private URI site;

    @BeforeEach
    void makeSecrets() throws IOException {
        assumeTrue(Compose.engineAnswers(), "NOT RUN: no container engine answers; .ci/engine may start one");
        List<List<String>> installed = Compose.installed();
        assumeTrue(!installed.isEmpty(), "NOT RUN: neither docker-compose nor docker compose is installed");
        Path secrets = directory.resolve("secrets");
        Command.of(MirrorProcess.home().resolve("deploy/make-secrets").toString(), secrets.toString())
                .output();
        Path config = directory.resolve("config");
        Files.createDirectory(config);
        Files.writeString(
                config.resolve("demo.yaml"),
                Files.readString(MirrorProcess.home().resolve("config/demo.yaml")) + IMPORTED + SLOW_FETCHERS);
        SigningKey sender = SigningKey.generate(
                "Sender <sender@example.org>",
                KeyAlgorithm.ED25519,
                Instant.now().minusSeconds(60));
        Files.write(config.resolve("sender.key"), sender.write(null));
        Files.write(config.resolve("sender.gpg"), sender.publicKeyring().binary());
        // Read by the services' own user, who is not that of this test.
        Files.setPosixFilePermissions(config, PosixFilePermissions.fromString("rwxr-xr-x"));
        for (String file : List.of("demo.yaml", "sender.key", "sender.gpg")) {
            Files.setPosixFilePermissions(config.resolve(file), PosixFilePermissions.fromString("rw-r--r--"));
        }
        int port = FaultPorts.next();
        site = URI.create("http://127.0.0.1:" + port + "/");
        status = new StatusPage(site);
        compose = new Compose(
                installed.get(0),
                "streammirror" + ProcessHandle.current().pid(),
                Map.of(
                        "SECRETS_DIR",
                        secrets.toString(),
                        "MIRROR_PORT",
                        Integer.toString(port),
                        "MIRROR_CONFIG_DIR",
                        config.toString(),
                        "MIRROR_CONFIG",
                        "demo.yaml",
                        "SAMPLE_RATE",
                        SAMPLE_RATE,
                        "SAMPLE_RELEASE_SECONDS",
                        "120"));
    }

    @AfterEach
    void leaveNothing() {
        if (compose != null) {
            compose.run("--profile", "demo", "--profile", "tools", "down", "-v", "--remove-orphans", "-t", "10");
        }
    }

    @Test
    void shouldMirrorScaleAndSurviveLossOfContainers() throws Exception {
        try {
            itComesUpAndMirrorsWithFourFetchers();
            itIsAdministered();
            itCarriesBundles();
            itGoesOnAfterEveryKindOfContainerWasLost();
            itEndsWithoutATrace();
        } catch (AssertionError | RuntimeException e) {
            System.err.println(compose.run("logs", "--no-color", "--tail", "25"));
            System.err.println(compose.run("ps"));
            throw e;
        }
    }

    private void itComesUpAndMirrorsWithFourFetchers() {
        compose.run("--profile", "demo", "build");
        step("1 images built");
        compose.run("--profile", "demo", "up", "-d");
        step("2 up with one fetcher");
        Await.until("the one fetcher has stored something", () -> stored().values().stream()
                .anyMatch(items -> items > 0));
        JsonNode early = status.await(MIRROR, "is reported", mirror -> true);
        assertThat(early.path("settled").asBoolean())
                .as("settled before there are more fetchers")
                .isFalse();

        compose.run("--profile", "demo", "up", "-d", "--no-recreate", "--scale", "fetcher=4");
        awaitSettled();
        step("3 all is published");
        assertThat(compose.run("logs", "--no-color", "publisher")).contains("transport=epoll");

        assertThat(stored()).as("items stored by each fetcher").hasSize(4).allSatisfy((fetcher, items) -> assertThat(
                        items)
                .isPositive());
        System.out.println("Compose: items stored by each of four fetchers: " + stored().values());
        everyByteIsRight();
        tellMemory();
        step("4 read as MAAS does");
    }

    /** Commands that the documents name, in the deployment itself; each must end with code 0. */
    private void itIsAdministered() {
        assertThat(tool("status", "--admin-url", "http://publisher:9000")).contains(MIRROR);
        tool("poll", "--admin-url", "http://publisher:9000", "--token-file", "/run/secrets/admin-token");
        tool("history", "--verify", "--admin-url", "http://publisher:9000");
        tool("key", "show", "--key-file", "/keys/mirror.key", "--out", "/keys/mirror.gpg");
        tool("lint", "--keyring", "/keys/mirror.gpg", "http://publisher:8080/" + PATH);
        assertThat(compose.run(
                        "--profile", "tools", "run", "--rm", "-T", "--entrypoint", "cat", "mirror", "/keys/mirror.key"))
                .contains("PGP PRIVATE KEY BLOCK");
        step("5 administered");
    }

    /** The examples of docs/airgap.md, with a directory in the place of the disk. */
    private void itCarriesBundles() throws IOException {
        Path media = Files.createDirectory(directory.resolve("media"));
        Files.setPosixFilePermissions(media, PosixFilePermissions.fromString("rwxrwxrwx"));
        onDisk(
                media,
                "export",
                "--config",
                "/config/demo.yaml",
                "--key-file",
                "/config/sender.key",
                "--mirror",
                MIRROR,
                "/media/bundle");
        assertThat(onDisk(media, "bundle", "show", "/media/bundle")).contains("of mirror " + MIRROR);
        assertThat(onDisk(
                        media,
                        "import",
                        "--config",
                        "/config/demo.yaml",
                        "--admin-url",
                        "http://publisher:9000",
                        "--token-file",
                        "/run/secrets/admin-token",
                        "--key-file",
                        "/keys/mirror.key",
                        "--receipt",
                        "/media/receipt.asc",
                        "--mirror",
                        CARRIED,
                        "--why",
                        "disk",
                        "/media/bundle"))
                .contains(" is imported, entry ");
        status.await(CARRIED, "is settled and complete", ComposeIT::settled);
        try (var tree = new PublishedTree(site, "carried")) {
            assertThat(tree.importNewest()).isNotEmpty();
        }
        step("6 a bundle exported and imported");
    }

    private String onDisk(Path media, String... command) {
        return compose.run(Stream.concat(
                        Stream.of("--profile", "tools", "run", "--rm", "-T", "-v", media + ":/media", "mirror"),
                        Stream.of(command))
                .toArray(String[]::new));
    }

    private void itGoesOnAfterEveryKindOfContainerWasLost() {
        Instant before = upstream(status.mirror(MIRROR));
        status.await(
                MIRROR,
                "has a new release of upstream on its way",
                mirror -> !settled(mirror) && upstream(mirror).isAfter(before));
        for (String service : List.of("fetcher", "watcher", "publisher", "s3", "kafka")) {
            String victim = compose.containers(service).get(0);
            Command.of("docker", "kill", victim).output();
            Command.of("docker", "rm", victim).output();
        }
        compose.run("--profile", "demo", "up", "-d", "--no-recreate", "--scale", "fetcher=4");
        step("7 containers of each kind killed, removed and replaced");
        compose.run("restart", "-t", "10", "kafka", "s3");
        Instant restarted = Instant.now();
        status.await(
                MIRROR,
                "has published what upstream released after all that",
                mirror -> settled(mirror) && upstream(mirror).isAfter(restarted));
        step("8 Kafka and S3 restarted, a later release published");

        SERVICES.forEach(service -> assertThat(compose.containers(service))
                .as("containers of " + service)
                .hasSize(service.equals("fetcher") ? 4 : 1));
        everyByteIsRight();
        step("9 every byte read again");
    }

    private void itEndsWithoutATrace() {
        compose.run("--profile", "demo", "--profile", "tools", "down", "-v", "--remove-orphans", "-t", "10");
        assertThat(compose.everything()).isEmpty();
        step("10 down, nothing left");
        steps.forEach((step, time) -> System.out.println("Compose: " + step + ": " + time.toSeconds() + " s"));
    }

    private void everyByteIsRight() {
        try (var tree = new PublishedTree(site, PATH)) {
            List<PublishedItem> items = tree.items(tree.index());
            assertThat(items).hasSizeGreaterThan(100);
            items.forEach(tree::download);
            assertThat(tree.importNewest()).isNotEmpty();
        }
    }

    private void awaitSettled() {
        status.await(MIRROR, "is settled and complete", ComposeIT::settled);
    }

    private static boolean settled(JsonNode mirror) {
        return mirror.path("settled").asBoolean() && mirror.path("complete").asBoolean();
    }

    private static Instant upstream(JsonNode mirror) {
        String updated = mirror.path("upstream-updated").asText();
        return updated.isEmpty() || updated.equals("null") ? Instant.EPOCH : Instant.parse(updated);
    }

    private String tool(String... command) {
        return compose.run(
                Stream.concat(Stream.of("--profile", "tools", "run", "--rm", "-T", "mirror"), Stream.of(command))
                        .toArray(String[]::new));
    }

    /** The metrics of each fetcher on its management port, which is reachable from inside only. */
    private Map<String, Double> stored() {
        var stored = new TreeMap<String, Double>();
        for (String fetcher : compose.containers("fetcher")) {
            String request =
                    "exec 3<>/dev/tcp/127.0.0.1/9000 && printf 'GET /q/metrics HTTP/1.0\\r\\n\\r\\n' >&3 && cat <&3";
            String metrics = Command.of("docker", "exec", fetcher, "bash", "-c", request)
                    .run()
                    .output();
            stored.put(
                    fetcher,
                    STORED.matcher(metrics)
                            .results()
                            .map((MatchResult match) -> Double.valueOf(match.group(1)))
                            .findFirst()
                            .orElse(0.0));
        }
        return stored;
    }

    private void tellMemory() {
        for (String service : SERVICES) {
            for (String container : compose.containers(service)) {
                System.out.println("Compose: memory of " + service + ": "
                        + Command.of("docker", "stats", "--no-stream", "--format", "{{.MemUsage}}", container)
                                .output()
                                .strip());
            }
        }
    }

    private void step(String what) {
        steps.put(what, Duration.between(stepStart, Instant.now()));
        stepStart = Instant.now();
    }
}
