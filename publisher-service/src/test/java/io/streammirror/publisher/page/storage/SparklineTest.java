package io.streammirror.publisher.page.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class SparklineTest {
    @Test
    void shouldDrawFromTheLeftBottomToTheRightTop() {
        Sparkline chart =
                Sparkline.of("stored", "Stored", "grows", List.of(0L, 5L, 10L), List.of(0.0, 5.0, 10.0), List.of());

        assertThat(chart.line()).isEqualTo("0.0,56.0 150.0,30.0 300.0,4.0");
        assertThat(chart.area()).isEqualTo("0,60 0.0,56.0 150.0,30.0 300.0,4.0 300,60");
    }

    @Test
    void shouldDrawNothingOfOnePoint() {
        assertThat(Sparkline.of("stored", "Stored", "", List.of(1L), List.of(1.0), List.of())
                        .isDrawn())
                .isFalse();
    }

    @Test
    void shouldDrawAFlatLineAtTheBottomWhenAllIsZero() {
        Sparkline chart = Sparkline.of("behind", "Behind", "", List.of(1L, 2L), List.of(0.0, 0.0), List.of());

        assertThat(chart.line()).isEqualTo("0.0,56.0 300.0,56.0");
    }
}
