package io.streammirror.publisher.serve;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PieceSizeTest {
    private final PieceSize pieces = new PieceSize();

    @Test
    void shouldReadLargePiecesForFewClients() {
        pieces.enter();

        assertThat(pieces.now()).isEqualTo(PieceSize.MAX);
    }

    @Test
    void shouldHoldBoundedMemoryForAllClientsOfAFullPort() {
        long held = 0;
        for (int client = 0; client < 4000; client++) {
            pieces.enter();
            held += pieces.now();
        }

        assertThat(held).isLessThan(100L << 20);
        assertThat(pieces.now()).isEqualTo(PieceSize.MIN);
    }

    @Test
    void shouldReadLargePiecesAgainWhenClientsAreGone() {
        for (int client = 0; client < 4000; client++) {
            pieces.enter();
        }
        for (int client = 0; client < 3990; client++) {
            pieces.leave();
        }

        assertThat(pieces.now()).isEqualTo(PieceSize.MAX);
    }
}
