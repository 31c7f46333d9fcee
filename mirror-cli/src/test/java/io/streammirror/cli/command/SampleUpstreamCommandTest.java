package io.streammirror.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Errors that end the command at once; {@code ComposeIT} uses it as intended. */
class SampleUpstreamCommandTest {
    private final StringWriter err = new StringWriter();

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({"--port, 65536", "--port, -1", "--rate, -1", "--release-every, -60"})
    void shouldRefuseValueOutOfRange(String option, String value) {
        assertThat(run(option, value)).isEqualTo(2);
        assertThat(err.toString())
                .contains(option + " " + value, "must be from 0")
                .doesNotContain("\tat ");
    }

    @Test
    void shouldRefusePortInUse() throws IOException {
        try (var taken = new ServerSocket(0)) {
            assertThat(run("--port", Integer.toString(taken.getLocalPort()))).isEqualTo(2);
        }
        assertThat(err.toString()).contains("--port", "cannot listen on").doesNotContain("\tat ");
    }

    private int run(String option, String value) {
        return MirrorCommand.commandLine()
                .setOut(new PrintWriter(new StringWriter(), true))
                .setErr(new PrintWriter(err, true))
                .execute("sample-upstream", "--data", directory.toString(), option, value);
    }
}
