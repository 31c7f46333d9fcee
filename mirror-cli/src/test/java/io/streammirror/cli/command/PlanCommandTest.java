package io.streammirror.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.cli.demo.SampleSite;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanCommandTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path directory;

    @Test
    void shouldPrintOtherPlansWhenOneMirrorFails() throws IOException {
        try (SampleSite site = SampleSite.open(directory.resolve("sample"), Clock.systemUTC())) {
            Path config = site.writeConfiguration();
            Files.writeString(
                    config,
                    Files.readString(config)
                            + """
                        gone:
                          source: %s
                          keyring: %s
                          path: /gone
                    """.formatted(
                                    site.source().resolve("/no/such/tree/"), directory.resolve("sample/upstream.gpg")));

            int code = run("plan", "--config", config.toString(), "--data", directory.toString());

            assertThat(code).isEqualTo(1);
            assertThat(out.toString(StandardCharsets.UTF_8)).contains("maas-sample from");
            assertThat(err.toString().lines()).singleElement().asString().startsWith("mirror: gone: ");
        }
    }

    @Test
    void shouldNameSelectionThatMatchesNothingAndWhatMayBeMeant() throws IOException {
        try (SampleSite site = SampleSite.open(directory.resolve("sample"), Clock.systemUTC())) {
            Path config = site.writeConfiguration();

            int code = run(
                    "plan",
                    "--config",
                    config.toString(),
                    "--data",
                    directory.toString(),
                    "arch=amd64",
                    "type=bootloader");

            assertThat(code).isZero();
            assertThat(out.toString(StandardCharsets.UTF_8))
                    .contains("selection 1 (arch=amd64 type=bootloader) matches nothing: no product has `type`;"
                            + " did you mean `os~(grub*|pxelinux)`?");
        }
    }

    private int run(String... arguments) {
        PrintStream before = System.out;
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        try {
            return MirrorCommand.commandLine()
                    .setErr(new PrintWriter(err, true))
                    .execute(arguments);
        } finally {
            System.setOut(before);
        }
    }
}
