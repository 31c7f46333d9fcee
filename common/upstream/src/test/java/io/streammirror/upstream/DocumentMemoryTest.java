package io.streammirror.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class DocumentMemoryTest {
    private final DocumentMemory memory = new DocumentMemory(100);

    @Test
    void shouldRefuseReadingThatNeedsMoreThanThereIs() {
        try (var reading = memory.open()) {
            reading.take("a", 60);

            assertThatThrownBy(() -> reading.take("b", 41))
                    .isInstanceOf(UpstreamException.Refused.class)
                    .hasMessageContaining("b does not fit into the 100 bytes");
        }
    }

    @Test
    void shouldFailYoungerReadingWhenAnOlderOneHoldsTheMemory() {
        var older = memory.open();
        try (var younger = memory.open()) {
            older.take("a", 60);

            assertThatThrownBy(() -> younger.take("b", 41))
                    .isInstanceOf(UpstreamException.Unreachable.class)
                    .hasMessageContaining("b is read later");
            older.close();
            assertThatCode(() -> younger.take("b", 41)).doesNotThrowAnyException();
        }
    }

    @Test
    @Timeout(10)
    void shouldLetTheOldestReadingWaitUntilAYoungerOneEnds() throws Exception {
        try (var oldest = memory.open()) {
            var younger = memory.open();
            younger.take("b", 60);
            var waiting = new CompletableFuture<Thread>();

            CompletableFuture<Void> taken = CompletableFuture.runAsync(() -> {
                waiting.complete(Thread.currentThread());
                oldest.take("a", 60);
            });
            Thread thread = waiting.get(5, TimeUnit.SECONDS);
            await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);
            younger.close();

            taken.get(5, TimeUnit.SECONDS);
            assertThat(oldest.used()).isEqualTo(60);
        }
    }

    @Test
    void shouldGiveBackWhatAReadingNoLongerHolds() {
        try (var reading = memory.open()) {
            reading.take("a", 90);
            reading.shrinkTo(10);

            assertThatCode(() -> reading.take("b", 90)).doesNotThrowAnyException();
        }
    }
}
