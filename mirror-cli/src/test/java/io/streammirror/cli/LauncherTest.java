package io.streammirror.cli;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher script, with a Maven and a Java that only write down how they were called. */
class LauncherTest {
    private static final String MAVEN_LINES = """
            [INFO] Building Stream Mirror: common 0.1.0-SNAPSHOT                    [2/9]
            [INFO] Building Stream Mirror: fetcher-service 0.1.0-SNAPSHOT           [5/9]
            """;

    @TempDir
    private Path directory;

    private Path home;
    private Path bin;
    private Path java;
    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void makeProject() throws IOException {
        home = Files.createDirectories(directory.resolve("home"));
        bin = Files.createDirectories(directory.resolve("bin"));
        java = Files.createDirectories(directory.resolve("java/bin")).getParent();
        Files.copy(Path.of("../mirror"), home.resolve("mirror"), REPLACE_EXISTING);
        Files.writeString(home.resolve("pom.xml"), "<project/>");
        Files.writeString(java.resolve("release"), "JAVA_VERSION=\"17.0.1\"\n");
        script(java.resolve("bin/java"), "echo java \"${!#}\"");
        maven(MAVEN_LINES, 0);
    }

    @Test
    void shouldShowModuleWhileBuildingWhenPiped() throws Exception {
        Result result = launch("status");

        assertThat(result.code()).isZero();
        assertThat(result.output())
                .contains("mirror: building the project, because not all jars are packaged")
                .containsPattern("mirror: building, module 5 of 9 \\(fetcher-service\\), \\d+ s\n")
                .doesNotContain("[INFO]")
                .endsWith("java status\n");
    }

    @Test
    void shouldPrintMavenErrorsWholeWhenBuildFails() throws Exception {
        maven(MAVEN_LINES + """
                        [ERROR] COMPILATION ERROR :
                        [INFO] -------------------------------------------------------------
                        [ERROR] Signer.java:[12,8] cannot find symbol
                          symbol:   class Keys
                          location: package openpgp
                        [INFO] 1 error
                        """, 1);

        Result result = launch("status");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.output()).contains("""
                        [ERROR] COMPILATION ERROR :
                        [ERROR] Signer.java:[12,8] cannot find symbol
                          symbol:   class Keys
                          location: package openpgp
                        mirror: the build failed, see the errors above; Maven's whole log is\
                        """).doesNotContain("[INFO]", "java status");
    }

    @Test
    void shouldNotBuildWhenJarsAreNewerThanSources() throws Exception {
        launch("status");

        assertThat(launch("status").output()).isEqualTo("java status\n");
    }

    @Test
    void shouldBuildAgainWhenSourceOfNestedModuleChanged() throws Exception {
        Path source = home.resolve("common/openpgp/src/main/java/Signer.java");
        Files.createDirectories(source.getParent());
        Files.writeString(home.resolve("common/openpgp/pom.xml"), "<project/>");
        Files.writeString(source, "class Signer {}");
        launch("status");

        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(60)));

        assertThat(launch("status").output())
                .contains("because common/openpgp/src/main/java/Signer.java is newer than the packaged jars");
    }

    @Test
    void shouldNotBuildAgainWhenBenchmarkChanged() throws Exception {
        Path pom = home.resolve("benchmarks/fetch/pom.xml");
        Files.createDirectories(pom.getParent());
        Files.writeString(pom, "<project/>");
        launch("status");

        Files.setLastModifiedTime(pom, FileTime.from(Instant.now().plusSeconds(60)));

        assertThat(launch("status").output()).isEqualTo("java status\n");
    }

    @Test
    void shouldTrainWithoutSettingsAndProxiesOfOperator() throws Exception {
        launch("status");
        script(java.resolve("bin/java"), "env");
        environment.put("STREAM_MIRROR_STORE_ENDPOINT", "http://s3.example");
        environment.put("https_proxy", "http://proxy.example");

        Result result = launch("prepare");

        assertThat(result.code()).isZero();
        assertThat(result.output()).contains("JAVA_HOME=").doesNotContain("s3.example", "proxy.example");
    }

    /** Prints the lines, packages all jars and stays until the reporter has seen the lines. */
    private void maven(String lines, int code) throws IOException {
        Path output = Files.writeString(directory.resolve("maven.log"), lines);
        script(bin.resolve("mvn"), """
                cat '%s'
                for jar in mirror-cli/target/mirror.jar {watcher,fetcher,publisher}-service/target/quarkus-app/quarkus-run.jar; do
                    mkdir -p "$(dirname "$jar")" && touch "$jar"
                done
                sleep 1.5
                exit %d
                """.formatted(output, code));
    }

    private static void script(Path file, String text) throws IOException {
        Files.writeString(file, "#!/usr/bin/env bash\n" + text + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private record Result(int code, String output) {}

    private Result launch(String command) throws IOException, InterruptedException {
        Path output = directory.resolve("output");
        var builder = new ProcessBuilder("bash", home.resolve("mirror").toString(), command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        builder.environment().put("PATH", bin + ":" + builder.environment().get("PATH"));
        builder.environment().put("JAVA_HOME", java.toString());
        builder.environment().put("TMPDIR", directory.toString());
        Process process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Result(process.exitValue(), Files.readString(output));
    }
}
