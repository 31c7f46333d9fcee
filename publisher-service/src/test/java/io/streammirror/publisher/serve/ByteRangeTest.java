package io.streammirror.publisher.serve;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {
    private static final long SIZE = 1000;

    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, 0, 0",
        "bytes=0-499, 0, 499",
        "bytes=500-, 500, 999",
        "bytes=-1, 999, 999",
        "bytes=-5000, 0, 999",
        "bytes=990-5000, 990, 999",
        "bytes=999-999, 999, 999",
        "BYTES=1-2, 1, 2",
        "bytes = 1-2, 1, 2",
        "bytes=0-99999999999999999999999999, 0, 999",
        "bytes=-99999999999999999999999999, 0, 999",
        "bytes=0000000000000000000000000001-2, 1, 2",
    })
    void shouldReadOneRangeAsOnePart(String header, long first, long last) {
        assertThat(ByteRange.of(header, SIZE)).isEqualTo(new ByteRange.Part(first, last));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=1000-", "bytes=1000-2000", "bytes=-0", "bytes=99999999999999999999999999-"})
    void shouldNotSatisfyRangeBeyondTheEnd(String header) {
        assertThat(ByteRange.of(header, SIZE)).isInstanceOf(ByteRange.Unsatisfiable.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "bytes",
                "bytes=",
                "bytes=-",
                "bytes=5-4",
                "bytes=a-b",
                "bytes=0-1,5-6",
                "bytes=0-1, ",
                "items=0-1",
                "bytes=--1",
                "bytes=+1-2",
                "bytes=1-2-3",
            })
    void shouldMeanTheWholeFileWhenMalformedOrSeveralRanges(String header) {
        assertThat(ByteRange.of(header, SIZE)).isInstanceOf(ByteRange.Whole.class);
    }

    @Test
    void shouldMeanTheWholeFileWithoutHeader() {
        assertThat(ByteRange.of(null, SIZE)).isInstanceOf(ByteRange.Whole.class);
    }

    @Test
    void shouldHaveNoPartsOfAnEmptyFile() {
        assertThat(ByteRange.of("bytes=0-", 0)).isInstanceOf(ByteRange.Unsatisfiable.class);
        assertThat(ByteRange.of("bytes=-5", 0)).isInstanceOf(ByteRange.Whole.class);
    }
}
