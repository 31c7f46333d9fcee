package io.streammirror.publisher.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientAddressTest {
    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.2, false",
        "192.0.2.1, ::ffff:192.0.2.1, true",
        "2001:db8:1:2::1, 2001:db8:1:2:ffff::9, true",
        "2001:db8:1:2::1, 2001:db8:1:3::1, false",
    })
    void shouldCountIpv6AddressesOfOneNetworkAsOneClient(String one, String other, boolean same)
            throws UnknownHostException {
        assertThat(ClientAddress.of(InetAddress.getByName(one)).equals(ClientAddress.of(InetAddress.getByName(other))))
                .isEqualTo(same);
    }
}
