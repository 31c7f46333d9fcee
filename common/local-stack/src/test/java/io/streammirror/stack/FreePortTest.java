package io.streammirror.stack;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class FreePortTest {
    @Test
    void shouldNotReturnReservedPort() {
        var ports = new FreePort();
        for (int port = 20_000; port < 32_000; port++) {
            ports.reserve(port);
        }

        assertThatThrownBy(ports::next)
                .isInstanceOf(StackException.class)
                .hasMessageContaining("no free loopback port");
    }
}
