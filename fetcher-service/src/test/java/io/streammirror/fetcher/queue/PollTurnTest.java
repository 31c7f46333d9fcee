package io.streammirror.fetcher.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.streammirror.event.Topic;
import io.streammirror.service.trace.TraceParent;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PollTurnTest {
    private static final Delivery RECORD =
            new Delivery(Topic.FETCH_REQUESTS, "key", "value", "topic/0/0", 1, TraceParent.NONE);

    private final PollTurn turn = new PollTurn();
    private final BlockingQueue<Delivery> waiting = new LinkedBlockingQueue<>();
    private final AtomicInteger polling = new AtomicInteger();
    private final AtomicInteger mostPolling = new AtomicInteger();
    private final AtomicInteger polls = new AtomicInteger();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final ExecutorService workers = Executors.newCachedThreadPool();

    @AfterEach
    void end() {
        ended.set(true);
        workers.shutdown();
    }

    @Test
    void shouldLetOneWorkerPollAtATime() {
        List<CompletableFuture<List<Delivery>>> all = List.of(worker(), worker(), worker());

        Awaitility.await().until(() -> polls.get() > 100);

        assertThat(mostPolling).hasValue(1);
        assertThat(all).noneMatch(CompletableFuture::isDone);
    }

    @Test
    void shouldLetAllWorkersPollWhenAdmitted() {
        turn.admit(2);
        List<CompletableFuture<List<Delivery>>> all = List.of(worker(), worker(), worker());

        Awaitility.await().until(() -> mostPolling.get() == 3);

        assertThat(all).noneMatch(CompletableFuture::isDone);
    }

    @Test
    void shouldPassTurnOnWhenRecordsCome() {
        CompletableFuture<List<Delivery>> first = worker();
        CompletableFuture<List<Delivery>> second = worker();

        waiting.add(RECORD);
        waiting.add(RECORD);

        assertThat(first).succeedsWithin(Duration.ofSeconds(20)).isEqualTo(List.of(RECORD));
        assertThat(second).succeedsWithin(Duration.ofSeconds(20)).isEqualTo(List.of(RECORD));
    }

    @Test
    void shouldReturnNothingWhenEnded() {
        CompletableFuture<List<Delivery>> first = worker();
        CompletableFuture<List<Delivery>> second = worker();

        ended.set(true);

        assertThat(first).succeedsWithin(Duration.ofSeconds(20)).isEqualTo(List.of());
        assertThat(second).succeedsWithin(Duration.ofSeconds(20)).isEqualTo(List.of());
    }

    @Test
    void shouldPassTurnOnWhenPollFails() {
        CompletableFuture<List<Delivery>> failing = CompletableFuture.supplyAsync(
                () -> await(() -> {
                    throw new IllegalStateException("no broker");
                }),
                workers);
        assertThatThrownBy(failing::join)
                .isInstanceOf(CompletionException.class)
                .hasMessageContaining("no broker");

        waiting.add(RECORD);

        assertThat(worker()).succeedsWithin(Duration.ofSeconds(20)).isEqualTo(List.of(RECORD));
    }

    private CompletableFuture<List<Delivery>> worker() {
        return CompletableFuture.supplyAsync(() -> await(this::poll), workers);
    }

    private List<Delivery> await(Supplier<List<Delivery>> poll) {
        try {
            return turn.await(poll, ended::get);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<Delivery> poll() {
        mostPolling.accumulateAndGet(polling.incrementAndGet(), Math::max);
        try {
            polls.incrementAndGet();
            Delivery record = waiting.poll(1, TimeUnit.MILLISECONDS);
            return record == null ? List.of() : List.of(record);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            polling.decrementAndGet();
        }
    }
}
