package io.streammirror.watcher.poll;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SafeReasonTest {
    @Test
    void shouldCutLongReason() {
        assertThat(SafeReason.bounded("x".repeat(300_000)))
                .hasSize(SafeReason.MAX_LENGTH + 1)
                .endsWith("x…");
        assertThat(SafeReason.bounded("short")).isEqualTo("short");
    }

    @Test
    void shouldRemoveControlCharacters() {
        assertThat(SafeReason.of(new IllegalStateException("one\r\ntwo\u001b[2Jthree")))
                .isEqualTo("one two [2Jthree");
    }
}
