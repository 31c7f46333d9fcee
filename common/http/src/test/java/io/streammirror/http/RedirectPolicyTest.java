package io.streammirror.http;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedirectPolicyTest {
    private static final Map<String, String> NAMES = Map.of(
            "upstream.example", "203.0.113.9",
            "rebound.example", "127.0.0.1",
            "mirror.lan", "10.0.0.7",
            "other_mirror.lan", "10.0.0.8",
            "cdn.example", "198.51.100.3");

    private final RedirectPolicy policy = new RedirectPolicy(RedirectPolicyTest::resolve);

    @ParameterizedTest
    @CsvSource({
        "http://upstream.example/, http://127.0.0.1:9000/minio, loopback",
        "http://upstream.example/, http://[::1]/, loopback",
        "http://upstream.example/, http://0.0.0.0/, loopback",
        "http://upstream.example/, http://[::ffff:127.0.0.1]/, loopback",
        "http://upstream.example/, http://rebound.example/, loopback",
        "http://upstream.example/, http://169.254.169.254/latest/meta-data/, link-local",
        "http://upstream.example/, http://[fe80::1]/, link-local",
        "http://upstream.example/, http://10.1.2.3/, private",
        "http://upstream.example/, http://172.31.0.1/, private",
        "http://upstream.example/, http://192.168.1.1/, private",
        "http://upstream.example/, http://100.64.0.1/, private",
        "http://upstream.example/, http://[fd00:ec2::254]/, private",
        "http://upstream.example/, http://[64:ff9b::7f00:1]/, loopback",
        "http://upstream.example/, http://[2002:a00:1::]/, private",
        "http://upstream.example/, http://mirror.lan/, private",
        "http://upstream.example/, http://other_mirror.lan/, private",
        "http://mirror.lan/, http://127.0.0.1/, loopback",
        "http://mirror.lan/, http://169.254.169.254/, link-local",
        "http://unknown.example/, http://127.0.0.1/, loopback"
    })
    void shouldRefuseRedirectIntoNearerNetwork(URI source, URI target, String scope) {
        assertThatThrownBy(() -> policy.check(source, target))
                .isInstanceOf(RedirectRefusedException.class)
                .hasMessageContaining("to a " + scope + " address, to " + target);
    }

    @ParameterizedTest
    @CsvSource({
        "http://upstream.example/, http://cdn.example/",
        "http://upstream.example/, http://172.32.0.1/",
        "http://upstream.example/, http://100.128.0.1/",
        "http://mirror.lan/, http://192.168.1.1/",
        "http://mirror.lan/, http://other_mirror.lan:8080/",
        "http://mirror.lan/, http://cdn.example/",
        "http://127.0.0.1:8000/, http://[::1]:8001/",
        "http://127.0.0.1:8000/, http://10.0.0.1/",
        "http://upstream.example/, http://unknown.example/"
    })
    void shouldAllowRedirectThatStaysInTheReachOfItsSource(URI source, URI target) {
        assertThatCode(() -> policy.check(source, target)).doesNotThrowAnyException();
    }

    private static List<InetAddress> resolve(String host) throws UnknownHostException {
        if (HostName.literal(host).isPresent()) {
            return List.of(InetAddress.getByName(host));
        }
        String address = NAMES.get(host);
        if (address == null) {
            throw new UnknownHostException(host);
        }
        return List.of(InetAddress.getByName(address));
    }
}
