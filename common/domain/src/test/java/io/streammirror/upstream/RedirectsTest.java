package io.streammirror.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectsTest {
    private static final URI SECURE = URI.create("https://upstream.example/a/index.sjson");

    @ParameterizedTest
    @CsvSource({
        "other.sjson, https://upstream.example/a/other.sjson",
        "/b, https://upstream.example/b",
        "//mirror.example/b, https://mirror.example/b",
        "https://mirror.example/b, https://mirror.example/b"
    })
    void aLocationMayBeRelative(String location, String address) {
        assertThat(Redirects.next(SECURE, Optional.of(location))).isEqualTo(URI.create(address));
    }

    @Test
    void theWayToTlsIsOpenAndTheWayBackIsNot() {
        URI plain = URI.create("http://upstream.example/index.sjson");

        assertThat(Redirects.next(plain, Optional.of(SECURE.toString()))).isEqualTo(SECURE);
        assertThatThrownBy(() -> Redirects.next(SECURE, Optional.of(plain.toString())))
                .isInstanceOf(UpstreamException.Refused.class)
                .hasMessageContaining("from https to http");
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:///etc/passwd", "mailto:a@b", "http:///x", "::", "ftp://mirror.example/x"})
    void whatIsNoHttpAddressIsNotFollowed(String location) {
        assertThatThrownBy(() -> Redirects.next(SECURE, Optional.of(location)))
                .isInstanceOf(UpstreamException.Unreachable.class);
    }
}
