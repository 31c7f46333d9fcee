package io.streammirror.simplestreams;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathEncodingTest {
    @ParameterizedTest
    @CsvSource({
        "streams/v1/com.ubuntu.maas:stable.sjson, streams/v1/com.ubuntu.maas:stable.sjson",
        "a b, a%20b",
        "100%, 100%25",
        "what?#, what%3F%23",
        "grün, gr%C3%BCn",
    })
    void onlyWhatAPathMustNotHoldIsEncoded(String text, String encoded) {
        assertThat(PathEncoding.encode(text)).isEqualTo(encoded);
    }
}
