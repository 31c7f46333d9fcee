package io.streammirror.fetcher.part;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class PartSizeTest {
    @Property
    void shouldFitAnyItemIntoPartsThatS3Allows(@ForAll @LongRange(min = 1, max = 5_000_000_000_000L) long size) {
        int part = PartSize.of(size);

        assertThat(part).isGreaterThanOrEqualTo(PartSize.DEFAULT);
        assertThat((size + part - 1) / part).isLessThanOrEqualTo(9_000);
    }
}
