package io.streammirror.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.hc.core5.http.message.BasicHttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContentEncodingTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "identity", "AWS-chunked", "identity,aws-chunked", " , "})
    void shouldBePlainWhenBytesAreAsTheyAre(String value) {
        assertThat(of(value).isPlain()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "X-GZip", "aws-chunked, gzip"})
    void shouldBeGzipUnderBothNames(String value) {
        assertThat(of(value).isGzip()).isTrue();
        assertThat(of(value).isPlain()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"br | br", "gzip, BR | gzip, br", "a\u001b[2J | not a list of tokens"})
    void shouldShowOtherCodingsWithoutControlCharacters(String value, String shown) {
        assertThat(of(value).isGzip()).isFalse();
        assertThat(of(value)).hasToString(shown);
    }

    @Test
    void shouldReadSeveralFields() {
        var response = new BasicHttpResponse(200);
        response.addHeader("Content-Encoding", "gzip");
        response.addHeader("Content-Encoding", "br");

        assertThat(ContentEncoding.of(response)).hasToString("gzip, br");
    }

    @Test
    void shouldBePlainWithoutField() {
        assertThat(ContentEncoding.of(new BasicHttpResponse(200)).isPlain()).isTrue();
    }

    private static ContentEncoding of(String value) {
        var response = new BasicHttpResponse(200);
        response.addHeader("Content-Encoding", value);
        return ContentEncoding.of(response);
    }
}
