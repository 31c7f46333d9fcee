package io.streammirror.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The measured JVM flags are written down in many places, and must be the same in all of them. */
final class StartFlagsIT {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "mirror",
                "deploy/Dockerfile",
                "watcher-service/pom.xml",
                "fetcher-service/pom.xml",
                "publisher-service/pom.xml",
                "deploy/systemd/stream-mirror-watcher.service",
                "deploy/systemd/stream-mirror-fetcher@.service",
                "deploy/systemd/stream-mirror-publisher.service",
                "common/local-stack/src/main/java/io/streammirror/stack/ServicePlan.java",
                "testing/system-tests/src/test/java/io/streammirror/system/MirrorProcess.java",
                "benchmarks/fetch/bench/engine.py",
                "benchmarks/serve/run"
            })
    void shouldLimitInliningWhereverServiceIsStarted(String file) throws IOException {
        assertThat(text(file))
                .contains(List.of("-XX:MaxInlineLevel=3", "-XX:FreqInlineSize=60", "-XX:InlineSmallCode=500"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "docker-compose.yml",
                "fetcher-service/pom.xml",
                "deploy/systemd/stream-mirror-fetcher@.service",
                "common/local-stack/src/main/java/io/streammirror/stack/ServicePlan.java",
                "benchmarks/fetch/bench/engine.py"
            })
    void shouldKeepYoungGenerationOfFetcherSmall(String file) throws IOException {
        assertThat(text(file)).contains("-Xmn12m");
    }

    /** A missing archive must not log anything. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "deploy/Dockerfile",
                "deploy/systemd/stream-mirror-watcher.service",
                "deploy/systemd/stream-mirror-fetcher@.service",
                "deploy/systemd/stream-mirror-publisher.service"
            })
    void shouldStartServiceWithItsClassArchive(String file) throws IOException {
        assertThat(text(file)).containsPattern("-XX:SharedArchiveFile=\\S*classes\\.jsa -Xlog:cds\\*=off");
    }

    /** Elsewhere every process would have a patched copy of its archive. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "mirror",
                "deploy/Dockerfile",
                "deploy/systemd/stream-mirror-watcher.service",
                "deploy/systemd/stream-mirror-fetcher@.service",
                "deploy/systemd/stream-mirror-publisher.service",
                "common/local-stack/src/main/java/io/streammirror/stack/ClassArchive.java"
            })
    void shouldMapClassArchiveAtItsOwnAddress(String file) throws IOException {
        assertThat(text(file)).contains("-XX:+UnlockDiagnosticVMOptions", "-XX:ArchiveRelocationMode=0");
    }

    private static String text(String file) throws IOException {
        return Files.readString(MirrorProcess.home().resolve(file));
    }
}
