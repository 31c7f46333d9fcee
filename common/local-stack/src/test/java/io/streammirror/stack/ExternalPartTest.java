package io.streammirror.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ExternalPartTest {
    private final FreePort ports = new FreePort();

    @Test
    void shouldNameStoreThatDoesNotListen() {
        ExternalPart store = ExternalPart.store(URI.create("http://127.0.0.1:" + ports.next()));

        assertThatThrownBy(() -> store.requireReachable(Duration.ZERO))
                .isExactlyInstanceOf(StackException.class)
                .hasMessageContaining(store.name() + " cannot be reached");
    }

    @Test
    void shouldAcceptOneBrokerThatListens() throws IOException {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            ExternalPart brokers =
                    ExternalPart.broker("127.0.0.1:" + ports.next() + ", 127.0.0.1:" + server.getLocalPort());

            brokers.requireReachable(Duration.ZERO);

            assertThat(brokers.hosts()).hasSize(2);
        }
    }

    @Test
    void shouldUsePortOfSchemeWhenStoreNamesNone() {
        assertThat(ExternalPart.store(URI.create("https://s3.example.org")).hosts())
                .containsExactly(InetSocketAddress.createUnresolved("s3.example.org", 443));
    }

    /** As Docker Compose names containers. */
    @Test
    void shouldTakeHostsWhoseNamesHaveAnUnderscore() {
        assertThat(ExternalPart.store(URI.create("http://my_s3:9000")).hosts())
                .containsExactly(InetSocketAddress.createUnresolved("my_s3", 9000));
        assertThat(ExternalPart.broker("my_kafka:9092,my_kafka_2:9092").hosts())
                .containsExactly(
                        InetSocketAddress.createUnresolved("my_kafka", 9092),
                        InetSocketAddress.createUnresolved("my_kafka_2", 9092));
    }

    @Test
    void shouldRefuseBrokerWithoutPort() {
        assertThatThrownBy(() -> ExternalPart.broker("kafka.example.org"))
                .isInstanceOf(StackConfigurationException.class)
                .hasMessageContaining("host:port");
    }
}
