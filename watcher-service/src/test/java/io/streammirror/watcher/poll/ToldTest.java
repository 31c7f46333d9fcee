package io.streammirror.watcher.poll;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ToldTest {
    @Test
    void aReasonIsCutToASentenceOrTwo() {
        assertThat(Told.bounded("x".repeat(300_000)))
                .hasSize(Told.MAX_LENGTH + 1)
                .endsWith("x…");
        assertThat(Told.bounded("short")).isEqualTo("short");
    }

    @Test
    void aReasonIsOneLineThatMovesNoCursor() {
        assertThat(Told.of(new IllegalStateException("one\r\ntwo\u001b[2Jthree")))
                .isEqualTo("one two [2Jthree");
    }
}
