package io.streammirror.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.streammirror.codec.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive that {@code mvn package} makes, unpacked in another place. */
final class DistributionIT {
    @TempDir
    private Path directory;

    private Path home;

    @BeforeEach
    void unpack() throws IOException {
        Command.of("tar", "-xzf", archive().toString(), "-C", directory.toString())
                .output();
        home = only(directory, "stream-mirror-");
    }

    @Test
    void shouldRunWithNothingButJava() throws IOException {
        // A path with neither Maven nor anything of the project on it
        Path elsewhere = Files.createDirectories(directory.resolve("else where"));
        String data = elsewhere.resolve("data").toString();

        assertThat(mirror(elsewhere, "--version").output()).contains(version());
        Command.Outcome demo = mirror(elsewhere, "demo", "--once", "--port", "0", "--data", data);

        assertThat(demo.code()).as(demo.output()).isZero();
        assertThat(demo.output())
                .contains("signatures, sizes and hashes are right")
                .contains("keyring_data@=mirror.gpg", "MAAS 3.8 takes the keyring as a file", "keyring_filename=PATH");
        assertThat(Path.of(data)).isDirectoryContaining("glob:**/s3");
    }

    @Test
    void shouldContainWhatOperatorNeeds() throws IOException {
        assertThat(home.resolve("config/mirror.yaml")).isRegularFile();
        assertThat(home.resolve("docs/reference/configuration.md")).isRegularFile();
        assertThat(home.resolve("deploy/systemd/stream-mirror.service")).isRegularFile();
        assertThat(home.resolve("completion/mirror.bash"))
                .content()
                .contains("complete -F _complete_mirror", "readers");
        assertThat(home.resolve("deploy/prometheus/stream-mirror.rules.yaml")).isRegularFile();
        assertThat(home.resolve("schemas/asyncapi.json")).isRegularFile();
        assertThat(home.resolve("licences/bom.json")).content().contains("\"CycloneDX\"", "Apache-2.0");
        for (String service : List.of("watcher", "fetcher", "publisher")) {
            assertThat(home.resolve("services").resolve(service).resolve("lib"))
                    .as("jars of the " + service + ", which it shares")
                    .isSymbolicLink()
                    .isDirectoryContaining("glob:**/main");
        }
    }

    @Test
    void shouldListEveryLibraryWithVersionAndHash() throws IOException {
        JsonNode components = Json.parse(Files.readAllBytes(home.resolve("licences/bom.json")))
                .required("components");

        assertThat(components).hasSizeGreaterThan(100).allSatisfy(library -> {
            assertThat(library.path("version").asText()).isNotEmpty();
            assertThat(library.path("hashes")).as(library.path("purl").asText()).isNotEmpty();
        });
        assertThat(components)
                .filteredOn(library -> library.path("group").asText().equals("io.netty")
                        && library.path("name").asText().startsWith("netty-codec-http"))
                .isNotEmpty()
                .allSatisfy(library -> assertThat(Runtime.Version.parse(
                                library.path("version").asText().replace(".Final", "")))
                        .as("earlier ones have known vulnerabilities")
                        .isGreaterThanOrEqualTo(Runtime.Version.parse("4.1.137")));
    }

    /** With the paths of this archive in the place of those where it is meant to lie. */
    @Test
    void shouldContainUnitsThatSystemdAccepts() throws IOException {
        assumeTrue(
                Command.of("systemd-analyze", "--version").run().code() == 0,
                "skipped: systemd-analyze is not installed");
        var verify = new ArrayList<>(List.of("systemd-analyze", "verify"));
        try (Stream<Path> units = Files.list(home.resolve("deploy/systemd"))) {
            for (Path unit :
                    units.filter(file -> file.toString().endsWith(".service")).toList()) {
                Path instance = directory.resolve(unit.getFileName().toString().replace("@.", "@1."));
                Files.writeString(instance, Files.readString(unit).replace("/opt/stream-mirror", home.toString()));
                verify.add(instance.toString());
            }
        }

        Command.Outcome outcome = new Command(verify, Map.of()).run();

        assertThat(verify).hasSize(6);
        assertThat(outcome).isEqualTo(new Command.Outcome(0, ""));
    }

    @Test
    void shouldContainUnitsThatMayWriteTheirStateOnly() throws IOException {
        try (Stream<Path> units = Files.list(home.resolve("deploy/systemd"))) {
            List<Path> services =
                    units.filter(file -> file.toString().endsWith(".service")).toList();

            assertThat(services).hasSize(4).allSatisfy(unit -> assertThat(Files.readAllLines(unit))
                    .contains(
                            "User=stream-mirror",
                            "NoNewPrivileges=yes",
                            "CapabilityBoundingSet=",
                            "PrivateDevices=yes",
                            "ProtectKernelLogs=yes",
                            "ProtectKernelModules=yes",
                            "ProtectKernelTunables=yes",
                            "ProtectSystem=strict",
                            "StateDirectory=stream-mirror",
                            "StateDirectoryMode=0700")
                    .noneMatch(line -> line.startsWith("ReadWritePaths=")));
        }
    }

    private Command.Outcome mirror(Path workingDirectory, String... arguments) {
        var words = Stream.concat(Stream.of(home.resolve("mirror").toString()), Stream.of(arguments))
                .toList();
        return new Command(words, Map.of("JAVA_HOME", System.getProperty("java.home"), "PATH", "/usr/bin:/bin"))
                .run(workingDirectory);
    }

    private static Path archive() throws IOException {
        return only(MirrorProcess.home().resolve("distribution/target"), "stream-mirror-");
    }

    /** The one entry of a directory whose name starts so, archives before what was unpacked. */
    private static Path only(Path directory, String prefix) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> found = files.filter(
                            file -> file.getFileName().toString().startsWith(prefix))
                    .toList();
            assertThat(found).hasSize(1);
            return found.get(0);
        }
    }

    private String version() {
        return home.getFileName().toString().substring("stream-mirror-".length());
    }
}
