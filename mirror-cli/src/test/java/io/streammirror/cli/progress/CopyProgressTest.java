package io.streammirror.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CopyProgressTest {
    private static final long GIGABYTE = 1_000_000_000L;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private long nanos;

    private CopyProgress progress(boolean terminal) {
        var out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        return new CopyProgress("exported", 100 * GIGABYTE, out, terminal, () -> nanos);
    }

    private String text() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    @Test
    void shouldPrintLineEveryHalfMinuteWhenOutputIsNoTerminal() {
        try (var progress = progress(false)) {
            for (int second = 1; second <= 65; second++) {
                nanos = Duration.ofSeconds(second).toNanos();
                progress.accept(GIGABYTE / 10);
            }
        }

        assertThat(text().lines())
                .containsExactly(
                        "3 % of 100.0 GB exported, 100.0 MB/s, 16 min 10 s left",
                        "6 % of 100.0 GB exported, 100.0 MB/s, 15 min 40 s left");
    }

    @Test
    void shouldRedrawLineAndClearItWhenOutputIsTerminal() {
        try (var progress = progress(true)) {
            nanos = Duration.ofSeconds(1).toNanos();
            progress.accept(50 * GIGABYTE);
        }

        assertThat(text())
                .startsWith("\r\u001b[K50 % of 100.0 GB exported, ")
                .endsWith("\r\u001b[K")
                .doesNotContain("\n");
    }

    @Test
    void shouldStayAtAllWhenDamagedBytesAreReadTwice() {
        try (var progress = progress(false)) {
            nanos = Duration.ofSeconds(31).toNanos();
            progress.accept(120 * GIGABYTE);
        }

        assertThat(text()).startsWith("100 % of 100.0 GB exported, ").doesNotContain("left");
    }
}
