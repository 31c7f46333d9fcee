package io.streammirror.fetcher.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.apache.hc.client5.http.DnsResolver;
import org.junit.jupiter.api.Test;

class RotatingDnsResolverTest {
    private final InetAddress one = address(1);
    private final InetAddress two = address(2);
    private final RotatingDnsResolver resolver = new RotatingDnsResolver(new DnsResolver() {
        @Override
        public InetAddress[] resolve(String host) {
            return new InetAddress[] {one, two};
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    });

    @Test
    void shouldKeepOrderOfAddressesWithoutFailure() throws UnknownHostException {
        resolver.rotate("other.example");

        assertThat(resolver.resolve("mirror.example")).containsExactly(one, two);
    }

    @Test
    void shouldStartWithNextAddressAfterFailure() throws UnknownHostException {
        resolver.rotate("Mirror.example");

        assertThat(resolver.resolve("mirror.example")).containsExactly(two, one);
    }

    private static InetAddress address(int last) {
        try {
            return InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) last});
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
