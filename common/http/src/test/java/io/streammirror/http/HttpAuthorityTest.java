package io.streammirror.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpAuthorityTest {
    @ParameterizedTest
    @CsvSource({
        "http://upstream.example/a, upstream.example:80",
        "https://upstream.example/a, upstream.example:443",
        "http://my_host/a, my_host:80",
        "https://my_host/a, my_host:443",
        "http://my_host:8080/a, my_host:8080",
        "http://project_upstream_1.net:8080, project_upstream_1.net:8080",
        "http://user:secret@my_host:8080/a, my_host:8080",
        "HTTP://[::1]:81/a, [::1]:81"
    })
    void shouldReadHostAndPort(URI uri, String authority) {
        assertThat(HttpAuthority.of(uri))
                .hasValueSatisfying(found -> assertThat(found).hasToString(authority));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://host/", "http:///x", "mailto:a@b", "/path", "http://a_b:99999/", "http://a_b$c/"})
    void shouldReadNothingWhenThereIsNoHttpHost(URI uri) {
        assertThat(HttpAuthority.of(uri)).isEmpty();
    }
}
