package io.streammirror.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.streammirror.store.StoreCredentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The form of the container deployment, which needs no engine; {@link ComposeIT} runs it. */
final class ComposeFileIT {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z0-9_]+)(?::-([^}]*))?}");
    private static final Pattern SETTING = Pattern.compile("(?m)^([A-Z0-9_]+)=(.*)$");

    @TempDir
    private Path directory;

    @Test
    void shouldBeAcceptedByEveryInstalledCompose() {
        List<List<String>> installed = Compose.installed();
        assumeFalse(installed.isEmpty(), "skipped: neither docker-compose nor docker compose is installed");

        for (List<String> command : installed) {
            var compose = new Compose(command, "form", Map.of("COMPOSE_PROFILES", "demo,tools,observability"));

            assertThat(compose.run("config"))
                    .as(command.toString())
                    .contains(
                            "watcher:",
                            "fetcher:",
                            "publisher:",
                            "kafka:",
                            "s3:",
                            "key:",
                            "mirror:",
                            "sample:",
                            "prometheus:",
                            "grafana:");
        }
    }

    @Test
    void shouldGiveEveryVariableTheDefaultOfTheExample() throws IOException {
        var used = new TreeMap<String, String>();
        VARIABLE.matcher(Files.readString(home("docker-compose.yml"))).results().forEach(match -> {
            String before = used.put(match.group(1), String.valueOf(match.group(2)));
            assertThat(before).as("defaults of " + match.group(1)).isIn(null, match.group(2));
        });
        var documented = new TreeMap<String, String>();
        SETTING.matcher(Files.readString(home(".env.example")))
                .results()
                .forEach(match -> documented.put(match.group(1), match.group(2)));

        assertThat(documented).isEqualTo(used);
    }

    @Test
    void shouldGiveEveryContainerOfTheMirrorNoRightsThatItDoesNotNeed() throws IOException {
        List<String> file = Files.readAllLines(home("docker-compose.yml"));

        assertThat(below(file, "x-contained:"))
                .contains("  read_only: true", "  cap_drop:", "    - ALL", "    - no-new-privileges:true");
        assertThat(below(file, "x-service:")).contains("  <<: *contained");
        assertThat(String.join("\n", file))
                .doesNotContain("privileged: true", "cap_add", "network_mode", "docker.sock");
        for (String service :
                List.of("key", "watcher", "fetcher", "publisher", "mirror", "sample", "prometheus", "grafana")) {
            assertThat(below(file, "  " + service + ":"))
                    .as(service)
                    .containsAnyOf("    <<: *contained", "    <<: *service");
        }
        for (String image : List.of("deploy/Dockerfile", "mirror-cli/Dockerfile")) {
            assertThat(Files.readAllLines(home(image))).as(image).contains("USER 10001:10001");
        }
    }

    @Test
    void shouldPinEveryForeignImageToOneVersion() throws IOException {
        assertThat(Files.readString(home(".env.example")).lines())
                .filteredOn(line -> line.matches("[A-Z0-9]+_IMAGE=.*"))
                .hasSize(5)
                .allSatisfy(line -> assertThat(line).matches("[A-Z0-9]+_IMAGE=\\S+:v?\\d+\\.\\d+\\S*"));
    }

    @Test
    void shouldCreateSecretsForUserWithoutRoot() throws IOException {
        Path secrets = directory.resolve("secrets");

        Command.of(home("deploy/make-secrets").toString(), secrets.toString()).output();

        assertThat(permissions(secrets)).isEqualTo("rwx------");
        for (String file : List.of("s3-credentials", "s3-identities.json", "admin-token")) {
            assertThat(permissions(secrets.resolve(file))).isEqualTo("r--r--r--");
        }
        assertThat(StoreCredentials.read(secrets.resolve("s3-credentials")).secretKey())
                .hasSize(64);
        Command.Outcome again = Command.of(home("deploy/make-secrets").toString(), secrets.toString())
                .run();
        assertThat(again.code()).isEqualTo(2);
        assertThat(again.output()).contains("never overwritten");
    }

    /** The lines that are indented below the only line that begins so. */
    private static List<String> below(List<String> file, String key) {
        int indent = key.length() - key.stripLeading().length();
        return file.stream()
                .dropWhile(line -> !line.startsWith(key))
                .skip(1)
                .takeWhile(line -> line.isBlank() || line.startsWith(" ".repeat(indent + 1)))
                .toList();
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private static Path home(String file) {
        return MirrorProcess.home().resolve(file);
    }
}
