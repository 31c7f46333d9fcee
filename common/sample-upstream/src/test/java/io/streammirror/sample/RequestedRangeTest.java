package io.streammirror.sample;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestedRangeTest {
    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, bytes 0-0/10",
        "bytes=3-5, bytes 3-5/10",
        "bytes=3-, bytes 3-9/10",
        "bytes=8-99, bytes 8-9/10",
        "bytes=-4, bytes 6-9/10",
        "bytes=-99, bytes 0-9/10"
    })
    void shouldCutRangeToContent(String header, String contentRange) {
        RequestedRange range = RequestedRange.parse(header, 10).orElseThrow();

        assertThat(range.isSatisfiable()).isTrue();
        assertThat(range.contentRange(10)).isEqualTo(contentRange);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=10-", "bytes=11-12", "bytes=5-4", "bytes=-0"})
    void shouldBeUnsatisfiableWhenRangeIsEmpty(String header) {
        RequestedRange range = RequestedRange.parse(header, 10).orElseThrow();

        assertThat(range.isSatisfiable()).isFalse();
        assertThat(range.contentRange(10)).isEqualTo("bytes */10");
    }

    @Test
    void shouldIgnoreHeaderThatIsNotOneRange() {
        for (String header : new String[] {"", "bytes=-", "bytes=0-1,3-4", "lines=1-2", "bytes=a-b"}) {
            assertThat(RequestedRange.parse(header, 10)).isEmpty();
        }
    }
}
