package io.streammirror.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The form of the container deployment. */
final class ComposeIT {
    private static final List<List<String>> COMMANDS = List.of(List.of("docker-compose"), List.of("docker", "compose"));

    @Test
    void theComposeFileIsValid() {
        Optional<List<String>> compose = COMMANDS.stream()
                .filter(command -> run(command, "version").code() == 0)
                .findFirst();
        assumeTrue(compose.isPresent(), "skipped: neither docker-compose nor docker compose is installed");

        Outcome outcome = run(compose.orElseThrow(), "config");

        assertThat(outcome.code()).as(outcome.output()).isZero();
        assertThat(outcome.output()).contains("watcher:", "fetcher:", "publisher:", "kafka:", "s3:");
    }

    private record Outcome(int code, String output) {}

    private static Outcome run(List<String> compose, String argument) {
        var command = new ArrayList<>(compose);
        command.add(argument);
        try {
            Process process = new ProcessBuilder(command)
                    .directory(MirrorProcess.home().toFile())
                    .redirectErrorStream(true)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Outcome(process.waitFor(), output);
        } catch (IOException notInstalled) {
            return new Outcome(-1, notInstalled.toString());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
