package io.streammirror.simplestreams;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SizeLimitsTest {
    @Test
    void aHundredTimesTheRealStreamPasses() {
        var limits = new SizeLimits();

        assertThatCode(() -> {
                    limits.addProducts(40_000);
                    limits.addVersions(80_000);
                    limits.addItems(320_000);
                })
                .doesNotThrowAnyException();
    }

    @Test
    void whatIsBeyondAllMeasureIsNamed() {
        assertThatThrownBy(() -> new SizeLimits().addProducts(SizeLimits.PRODUCTS + 1))
                .isInstanceOf(DocumentException.class)
                .hasMessageContaining("more than 100000 products");
        var limits = new SizeLimits();
        limits.addItems(SizeLimits.ITEMS);
        assertThatThrownBy(() -> limits.addItems(1)).hasMessageContaining("more than 2000000 items");
        assertThatThrownBy(() -> new SizeLimits().addVersions(SizeLimits.VERSIONS + 1))
                .hasMessageContaining("more than 500000 versions");
    }
}
