package io.streammirror.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However a service is started, what was measured holds: the flags are written down in many places. */
final class StartFlagsIT {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "mirror",
                "watcher-service/Dockerfile",
                "fetcher-service/Dockerfile",
                "publisher-service/Dockerfile",
                "watcher-service/pom.xml",
                "fetcher-service/pom.xml",
                "publisher-service/pom.xml",
                "deploy/systemd/stream-mirror-watcher.service",
                "deploy/systemd/stream-mirror-fetcher@.service",
                "deploy/systemd/stream-mirror-publisher.service",
                "mirror-cli/src/main/java/io/streammirror/cli/stack/ServicePlan.java",
                "testing/system-tests/src/test/java/io/streammirror/system/MirrorProcess.java",
                "benchmarks/fetch/bench/engine.py",
                "benchmarks/serve/run"
            })
    void theCompilersOfAServiceHaveTheSameLimits(String file) throws IOException {
        assertThat(text(file))
                .contains(List.of("-XX:MaxInlineLevel=3", "-XX:FreqInlineSize=60", "-XX:InlineSmallCode=500"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fetcher-service/Dockerfile",
                "fetcher-service/pom.xml",
                "deploy/systemd/stream-mirror-fetcher@.service",
                "mirror-cli/src/main/java/io/streammirror/cli/stack/ServicePlan.java",
                "benchmarks/fetch/bench/engine.py"
            })
    void theYoungGenerationOfAFetcherLeavesTheOldOneToThePartBuffers(String file) throws IOException {
        assertThat(text(file)).contains("-Xmn12m");
    }

    /** Who starts a service by its jar names the archive that was made of its classes there, and where there is none nobody is to hear of it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "watcher-service/Dockerfile",
                "fetcher-service/Dockerfile",
                "publisher-service/Dockerfile",
                "deploy/systemd/stream-mirror-watcher.service",
                "deploy/systemd/stream-mirror-fetcher@.service",
                "deploy/systemd/stream-mirror-publisher.service"
            })
    void aServiceIsStartedWithTheArchiveOfItsClasses(String file) throws IOException {
        assertThat(text(file)).containsPattern("-XX:SharedArchiveFile=\\S*classes\\.jsa -Xlog:cds\\*=off");
    }

    private static String text(String file) throws IOException {
        return Files.readString(MirrorProcess.home().resolve(file));
    }
}
