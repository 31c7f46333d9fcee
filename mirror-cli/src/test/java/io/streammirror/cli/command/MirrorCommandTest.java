package io.streammirror.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MirrorCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path directory;

    @Test
    void shouldListAllCommandsInHelp() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).contains("up", "status", "rollback", "promote", "add-image", "export", "import");
    }

    @Test
    void shouldSuggestOptionWhenMistyped() {
        assertThat(run("up", "--onze")).isEqualTo(2);
        assertThat(err.toString()).contains("--onze", "--help").doesNotContain("\tat ");
    }

    @Test
    void shouldPrintUsageWhenCommandIsMissing() {
        assertThat(run()).isEqualTo(2);
        assertThat(err.toString()).contains("no command given", "Usage: mirror");
    }

    @Test
    void shouldPrintAllProblemsWhenConfigurationIsWrong() throws IOException {
        Path config = Files.writeString(directory.resolve("mirror.yaml"), """
                stream-mirror:
                  mirrors:
                    one: { source: "ftp://example.org/", path: "/" }
                """);

        int code = run(
                "up",
                "--config",
                config.toString(),
                "--data",
                directory.resolve("data").toString());

        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).contains("source", "path").doesNotContain("\tat ");
        assertThat(directory.resolve("data")).doesNotExist();
    }

    @Test
    void shouldNameOptionsWhenNoStackRuns() {
        assertThat(run("status", "--data", directory.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("no mirror runs", "--admin-url");
    }

    @Test
    void shouldRefuseStatusUrlThatIsNotHttp() {
        assertThat(run("status", "--url", "foo")).isEqualTo(2);
        assertThat(err.toString()).contains("--url foo", "http");
    }

    @Test
    void shouldAcceptHostsWithUnderscore() {
        assertThat(run("status", "--url", "http://no_such_host.invalid:8080")).isEqualTo(1);
        assertThat(run("history", "--admin-url", "http://no_such_host.invalid:9000"))
                .isEqualTo(1);
        assertThat(run("lint", "http://no_such_host.invalid:8080/tree")).isEqualTo(1);
        assertThat(err.toString())
                .contains("no answer from http://no_such_host.invalid:8080/api/v1/status")
                .contains("no answer from http://no_such_host.invalid:9000/api/v1/")
                .contains("http://no_such_host.invalid:8080/tree/streams/v1/index.sjson cannot be reached");
    }

    @Test
    void shouldCheckArgumentsBeforeItLooksForAStack() {
        assertThat(run("sweep", "--dry-run", "--accept", "0123456789ab")).isEqualTo(2);
        assertThat(run("sweep", "--accept", "xyz")).isEqualTo(2);
        assertThat(run("accept", "stable", "xyz")).isEqualTo(2);
        assertThat(run("pin", "stable", "", "v1")).isEqualTo(2);
        assertThat(run("release", "stable", "--only", "pins")).isEqualTo(2);
        assertThat(err.toString())
                .contains("exclude each other", "first 12 digits", "product name", "'hold' or 'rollback'")
                .doesNotContain("no mirror runs");
    }

    @Test
    void shouldPrintCompletionThatBashReads() throws Exception {
        assertThat(run("completion")).isZero();
        assertThat(out.toString()).contains("complete -F _complete_mirror", "bashcompinit", "--admin-url");

        Path script = Files.writeString(directory.resolve("mirror.sh"), out.toString());
        Process bash = new ProcessBuilder(
                        "bash",
                        "-c",
                        "source '" + script + "'; COMP_WORDS=(mirror rea); COMP_CWORD=1; _complete_mirror;"
                                + " echo \"${COMPREPLY[@]}\"")
                .redirectErrorStream(true)
                .start();
        assertThat(new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("readers\n");
        assertThat(bash.waitFor()).isZero();
    }

    private int run(String... arguments) {
        return MirrorCommand.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
