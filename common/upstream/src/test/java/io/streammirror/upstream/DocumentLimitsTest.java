package io.streammirror.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DocumentLimitsTest {
    @Test
    void shouldTakeLargeDocumentsInLargeProcess() {
        assertThat(DocumentLimits.ofHeap(8_000_000_000L)).isEqualTo(new DocumentLimits(16_000_000, 256_000_000));
    }

    @Test
    void shouldTakeNoMoreThanASmallProcessCanHold() {
        assertThat(DocumentLimits.ofHeap(120_000_000)).isEqualTo(new DocumentLimits(10_000_000, 10_000_000));
    }
}
