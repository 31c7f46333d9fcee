package io.streammirror.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.streammirror.codec.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Lints what this project publishes, and its sample upstream. */
@OnSharedStack
final class LintIT {
    private final SharedStack stack;

    @TempDir
    private Path directory;

    @RegisterExtension
    private final Runs runs = new Runs();

    LintIT(SharedStack stack) {
        this.stack = stack;
    }

    @Test
    void shouldFindNothingInPublishedTree() throws IOException {
        String site = stack.ports().site().toString();
        Path keyring = directory.resolve("mirror.gpg");
        assertThat(run("key", "show", "--url", site, "--out", keyring.toString())
                        .awaitExit())
                .isZero();

        MirrorProcess lint = run(
                "lint",
                "--json",
                "--all-items",
                "--keyring",
                keyring.toString(),
                stack.ports().site().resolve(Configuration.servedAt("sample")).toString());

        assertThat(lint.awaitExit()).as(lint.err() + lint.out()).isZero();
        JsonNode report = Json.parse(lint.out().getBytes(StandardCharsets.UTF_8));
        assertThat(report.required("findings")).isEmpty();
        assertThat(report.required("signers")).hasSize(1);
        assertThat(report.required("totals").required("items-asked").asInt()).isGreaterThan(50);
    }

    @Test
    void shouldFindNothingInSampleUpstream() throws IOException {
        Path keyring = Files.write(
                directory.resolve("upstream.gpg"), stack.upstream("sample").keyring());

        MirrorProcess lint = run(
                "lint",
                "--keyring",
                keyring.toString(),
                stack.upstream("sample").base().toString());

        assertThat(lint.awaitExit()).isZero();
        assertThat(lint.out().lines()).hasSize(2).last().isEqualTo("MAAS 3.4–3.8 can use this source");
    }

    private MirrorProcess run(String... arguments) {
        return runs.own(MirrorProcess.command(directory, arguments));
    }
}
