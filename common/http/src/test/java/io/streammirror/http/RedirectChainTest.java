package io.streammirror.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectChainTest {
    private static final URI SECURE = URI.create("https://upstream.example/a/index.sjson");
    private static final URI PLAIN = URI.create("http://upstream.example/index.sjson");

    private static final RedirectPolicy POLICY = new RedirectPolicy(
            host -> List.of(InetAddress.getByName(host.equals("inside.example") ? "10.0.0.1" : "203.0.113.9")));

    @ParameterizedTest
    @CsvSource({
        "other.sjson, https://upstream.example/a/other.sjson",
        "/b, https://upstream.example/b",
        "//mirror.example/b, https://mirror.example/b",
        "https://mirror.example/b, https://mirror.example/b",
        "https://my_mirror:8443/b, https://my_mirror:8443/b"
    })
    void shouldResolveRelativeLocation(String location, String address) {
        assertThat(followed(SECURE, location)).isEqualTo(URI.create(address));
    }

    @Test
    void shouldFollowRedirectToTls() {
        assertThat(followed(PLAIN, SECURE.toString())).isEqualTo(SECURE);
    }

    @Test
    void shouldRefuseRedirectFromTls() {
        assertThatThrownBy(() -> followed(SECURE, PLAIN.toString()))
                .isInstanceOf(RedirectRefusedException.class)
                .hasMessageContaining("from https to http");
    }

    @Test
    void shouldCheckNetworkByTheFirstAddress() {
        var chain = new RedirectChain(PLAIN, POLICY);
        chain.follow(Optional.of("http://other.example/"));

        assertThatThrownBy(() -> chain.follow(Optional.of("http://inside.example/")))
                .isInstanceOf(RedirectRefusedException.class)
                .hasMessageStartingWith(PLAIN + " redirects to a private address");
    }

    @Test
    void shouldEndAfterFiveRedirects() {
        var chain = new RedirectChain(PLAIN, POLICY);
        for (int i = 1; i <= 5; i++) {
            chain.follow(Optional.of("/" + i));
        }

        assertThatThrownBy(() -> chain.follow(Optional.of("/6")))
                .isInstanceOf(BadRedirectException.class)
                .hasMessage(PLAIN + " redirects more than 5 times, the last time to http://upstream.example/6");
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:///etc/passwd", "mailto:a@b", "http:///x", "::", "ftp://mirror.example/x"})
    void shouldNotFollowRedirectToWhatIsNoHttpAddress(String location) {
        assertThatThrownBy(() -> followed(SECURE, location)).isInstanceOf(BadRedirectException.class);
    }

    @Test
    void shouldNotFollowRedirectWithoutLocation() {
        assertThatThrownBy(() -> new RedirectChain(PLAIN, POLICY).follow(Optional.empty()))
                .isInstanceOf(BadRedirectException.class)
                .hasMessageContaining("does not say where to");
    }

    private static URI followed(URI source, String location) {
        var chain = new RedirectChain(source, POLICY);
        chain.follow(Optional.of(location));
        return chain.current();
    }
}
