package io.streammirror.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentProxiesTest {
    private static final URI PLAIN = URI.create("http://images.example/streams/v1/index.json");
    private static final URI SECURE = URI.create("https://images.example/streams/v1/index.json");

    @Test
    void shouldUseNoProxyWithoutVariables() {
        assertThat(EnvironmentProxies.read(Map.of()).select(PLAIN)).containsExactly(Proxy.NO_PROXY);
    }

    @Test
    void shouldUseProxyOfTheScheme() {
        var proxies = EnvironmentProxies.read(Map.of("http_proxy", "http://one:3128", "https_proxy", "two:8080"));

        assertThat(proxies.select(PLAIN)).isEqualTo(proxy("one", 3128));
        assertThat(proxies.select(SECURE)).isEqualTo(proxy("two", 8080));
    }

    @Test
    void shouldPreferSmallLettersAndTheVariableOfTheScheme() {
        var proxies = EnvironmentProxies.read(
                Map.of("http_proxy", "small:1", "HTTP_PROXY", "capital:2", "ALL_PROXY", "all:3", "HTTPS_PROXY", ""));

        assertThat(proxies.select(PLAIN)).isEqualTo(proxy("small", 1));
        assertThat(proxies.select(SECURE)).isEqualTo(proxy("all", 3));
    }

    @Test
    void shouldUsePortOfCurlWhenTheProxyNamesNone() {
        assertThat(EnvironmentProxies.read(Map.of("HTTP_PROXY", "proxy.example"))
                        .select(PLAIN))
                .isEqualTo(proxy("proxy.example", 1080));
    }

    /** As Docker Compose names containers. */
    @ParameterizedTest
    @ValueSource(
            strings = {"http://my_proxy:3128", "http://my_proxy:3128/", "my_proxy:3128", "http://me:x@my_proxy:3128"})
    void shouldTakeProxyWhoseHostHasAnUnderscore(String address) {
        assertThat(EnvironmentProxies.read(Map.of("http_proxy", address)).select(PLAIN))
                .isEqualTo(proxy("my_proxy", 3128));
    }

    @Test
    void shouldTakeProxyWithIpv6Address() {
        assertThat(EnvironmentProxies.read(Map.of("HTTP_PROXY", "http://[2001:db8::1]:3128/"))
                        .select(PLAIN))
                .isEqualTo(proxy("2001:db8::1", 3128));
    }

    @ParameterizedTest(name = "{0}: {1} is reached directly: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "images.example           | http://images.example/        | true",
                "images.example           | http://eu.images.example/     | true",
                "images.example           | http://otherimages.example/   | false",
                ".example                 | http://images.example/        | true",
                ".images.example          | http://images.example/        | true",
                "*.example                | http://images.example/        | true",
                "Images.Example.          | http://IMAGES.example/        | true",
                "a.example, b.example     | http://b.example/             | true",
                "a.example b.example      | http://b.example/             | true",
                "*                        | http://images.example/        | true",
                "images.example:8080      | http://images.example:8080/   | true",
                "images.example:8080      | http://images.example/        | false",
                "images.example:443       | https://images.example/       | true",
                "images.example:80        | http://images.example/        | true",
                "192.0.2.7                | http://192.0.2.7/             | true",
                "192.0.2.7                | http://192.0.2.70/            | false",
                "192.0.2.0/24             | http://192.0.2.70/            | true",
                "192.0.2.0/25             | http://192.0.2.170/           | false",
                "192.0.2.0/33             | http://192.0.2.0/             | false",
                "0.0.0.0/0                | http://images.example/        | false",
                "2001:db8::/32            | http://[2001:db8:1::2]/       | true",
                "2001:db8::/32            | http://[2001:db9::2]/         | false",
                "2001:db8::1              | http://[2001:db8:0:0::1]/     | true",
                "[2001:db8::1]:8080       | http://[2001:db8::1]:8080/    | true",
                "[2001:db8::1]:8080       | http://[2001:db8::1]/         | false",
                "none/of/these            | http://images.example/        | false",
            })
    void shouldUseNoProxyForExceptions(String exceptions, URI address, boolean direct) {
        var proxies = EnvironmentProxies.read(Map.of("all_proxy", "proxy:3128", "NO_PROXY", exceptions));

        assertThat(proxies.select(address).equals(List.of(Proxy.NO_PROXY))).isEqualTo(direct);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:8080/",
                "http://tree.localhost/",
                "http://127.0.0.1/",
                "http://127.1.2.3:80/",
                "https://[::1]:8443/"
            })
    void shouldProxyLoopbackOnlyWhenAskedTo(URI loopback) {
        var ordinary = EnvironmentProxies.read(Map.of("all_proxy", "proxy:3128"));
        var asked = EnvironmentProxies.read(Map.of("all_proxy", "proxy:3128", "no_proxy", "<-loopback>,.example"));

        assertThat(ordinary.select(loopback)).containsExactly(Proxy.NO_PROXY);
        assertThat(asked.select(loopback)).isEqualTo(proxy("proxy", 3128));
        assertThat(asked.select(PLAIN)).containsExactly(Proxy.NO_PROXY);
    }

    @Test
    void shouldShowUserAndPasswordToTheirProxyOnly() {
        var proxies = EnvironmentProxies.read(Map.of(
                "HTTP_PROXY",
                "http://op%40site:p%3A+s@one:3128",
                "HTTPS_PROXY",
                "two:1",
                "NO_PROXY",
                "direct.example"));

        assertThat(proxies.authorizationFor(PLAIN))
                .hasValue(
                        "Basic " + Base64.getEncoder().encodeToString("op@site:p:+s".getBytes(StandardCharsets.UTF_8)));
        assertThat(proxies.authorizationFor(SECURE)).isEmpty();
        assertThat(proxies.authorizationFor(URI.create("http://direct.example/")))
                .isEmpty();
    }

    @Test
    void shouldPrintNoSecret() {
        var proxies = EnvironmentProxies.read(Map.of("HTTP_PROXY", "http://operator:secret@one:3128"));

        assertThat(proxies + proxies.route(PLAIN))
                .contains("one:3128")
                .doesNotContain(
                        "secret", "operator", proxies.authorizationFor(PLAIN).orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://u:secret@proxy:1",
                "socks5h://u:secret@proxy:1",
                "http://u:secret@proxy:0",
                "http://u:secret@proxy:70000",
                "http://u:sec ret@proxy:1",
                "http://u:secret@pro_xy^:1",
                "http://u:sec/ret@proxy:1",
                "http://u:secret%@proxy"
            })
    void shouldRefuseVariableByNameWithoutRepeatingIt(String value) {
        assertThatThrownBy(() -> EnvironmentProxies.read(Map.of("HTTPS_PROXY", value)))
                .isInstanceOf(ProxyVariableException.class)
                .hasNoCause()
                .hasMessageStartingWith("HTTPS_PROXY: ")
                .hasMessageContaining("write http://HOST:PORT")
                .hasMessageNotContainingAny("secret", "sec ret", "ret@");
    }

    private static List<Proxy> proxy(String host, int port) {
        return List.of(new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(host, port)));
    }
}
