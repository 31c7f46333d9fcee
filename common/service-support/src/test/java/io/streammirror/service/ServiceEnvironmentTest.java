package io.streammirror.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.streammirror.config.SettingsException;
import io.streammirror.mirror.MirrorName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceEnvironmentTest {
    @TempDir
    Path directory;

    private final Map<String, String> variables = new HashMap<>();

    @BeforeEach
    void writeConfiguration() throws IOException {
        Path file = Files.writeString(directory.resolve("mirror.yaml"), """
                stream-mirror:
                  mirrors:
                    stable:
                      source: https://images.example/stable
                      path: /stable
                """);
        variables.put(ServiceEnvironment.CONFIG, file.toString());
        variables.put(ServiceEnvironment.DATA, directory.resolve("data").toString());
    }

    @Test
    void shouldTakeRunAndParentFromVariables() {
        variables.put(ServiceEnvironment.RUN, "run-1");
        variables.put(ServiceEnvironment.PARENT, "4711");

        ServiceEnvironment environment = ServiceEnvironment.read(variables);

        assertThat(environment.settings().mirrors()).containsOnlyKeys(new MirrorName("stable"));
        assertThat(environment.data()).isEqualTo(directory.resolve("data"));
        assertThat(environment.run()).isEqualTo("run-1");
        assertThat(environment.parent()).hasValue(4711);
    }

    @Test
    void shouldHaveOwnRunAndNoParentWhenStartedByHand() {
        ServiceEnvironment one = ServiceEnvironment.read(variables);
        ServiceEnvironment other = ServiceEnvironment.read(variables);

        assertThat(one.run()).isNotEmpty().isNotEqualTo(other.run());
        assertThat(one.parent()).isEmpty();
    }

    @Test
    void shouldOverrideFileByEnvironment() {
        variables.put("STREAM_MIRROR_STORE_BUCKET", "other-bucket");

        assertThat(ServiceEnvironment.read(variables).settings().store().bucket())
                .isEqualTo("other-bucket");
    }

    @Test
    void shouldNameFileWhenItIsMissing() {
        variables.put(ServiceEnvironment.CONFIG, directory.resolve("none.yaml").toString());

        assertThatThrownBy(() -> ServiceEnvironment.read(variables))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("none.yaml");
    }

    @Test
    void shouldReportProxyVariableWithoutItsValueWhenItIsNoAddress() {
        variables.put("HTTPS_PROXY", "socks5://operator:secret@proxy.example:1080");

        assertThatThrownBy(() -> ServiceEnvironment.read(variables))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("HTTPS_PROXY: a proxy by socks5:// is not supported")
                .hasMessageNotContaining("secret");
    }

    @Test
    void shouldReportParentWhenItIsNoProcessId() {
        variables.put(ServiceEnvironment.PARENT, "init");

        assertThatThrownBy(() -> ServiceEnvironment.read(variables))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("STREAM_MIRROR_PARENT_PID")
                .hasMessageContaining("init");
    }

    @Test
    void shouldNameThisProcessAsWriter() {
        assertThat(ServiceEnvironment.read(variables).writer())
                .startsWith(ProcessHandle.current().pid() + "@");
    }
}
