package io.streammirror.fetcher.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.streammirror.fetcher.source.HostConnections.Lease;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HostConnectionsTest {
    private static final URI HERE = URI.create("http://here/item");
    private static final URI HERE_TOO = URI.create("http://here/other");
    private static final URI THERE = URI.create("http://there/item");

    private final HostConnections connections = new HostConnections(2, 2, System::nanoTime);

    @Test
    void shouldLimitConnectionsPerHost() throws Exception {
        connections.first(HERE);
        connections.first(HERE_TOO);

        assertThat(connections.extra(HERE)).isEmpty();
        assertThat(connections.extra(THERE)).isPresent();
    }

    @Test
    void shouldWaitForFirstConnection() throws Exception {
        Lease one = connections.first(HERE);
        connections.first(HERE);
        CompletableFuture<Lease> waiting = firstInAnotherThread();
        awaitWanted(one);

        one.close();

        assertThat(waiting.get(20, TimeUnit.SECONDS)).isNotNull();
    }

    @Test
    void shouldGrantNoExtraConnectionWhileAnItemWaits() throws Exception {
        Lease one = connections.first(HERE);
        Lease two = connections.first(HERE);
        CompletableFuture<Lease> waiting = firstInAnotherThread();
        awaitWanted(one);

        assertThat(connections.hasExtra(HERE)).isFalse();
        assertThat(two.isWanted()).isTrue();
        two.close();
        waiting.get(20, TimeUnit.SECONDS);
        assertThat(one.isWanted()).isFalse();
    }

    @Test
    void shouldReturnLeaseOnlyOnce() throws Exception {
        Lease one = connections.first(HERE);
        connections.first(HERE);
        one.close();
        one.close();

        assertThat(connections.extra(HERE)).isPresent();
        assertThat(connections.extra(HERE)).isEmpty();
    }

    private CompletableFuture<Lease> firstInAnotherThread() {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return connections.first(HERE);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static void awaitWanted(Lease lease) {
        await().atMost(Duration.ofSeconds(20)).until(lease::isWanted);
    }
}
