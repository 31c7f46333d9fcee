package io.streammirror.fetcher.handle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.streammirror.event.Event;
import io.streammirror.event.EventCodec;
import io.streammirror.event.FetchResult;
import io.streammirror.event.FetchResults;
import io.streammirror.event.ItemStored;
import io.streammirror.fetcher.queue.RequestHandler.PendingResult;
import io.streammirror.service.trace.TraceParent;
import io.streammirror.simplestreams.Sha256;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FetchResultSenderTest {
    private static final TraceParent TRACED = new TraceParent(
            SpanContext.create("1".repeat(32), "2".repeat(16), TraceFlags.getSampled(), TraceState.getDefault()));

    private final FakeEmitter emitter = new FakeEmitter();
    private final FetchResultSender sender = new FetchResultSender(new ReliableSender(emitter, pause -> {}));

    @Test
    void shouldSendSingleResultAtOnceAsRecordOfItsOwn() throws InterruptedException {
        PendingResult pending = send(1);

        assertThat(events()).containsExactly(result(1));
        emitter.arrive(0);
        pending.await();
        assertThat(emitter.sent).hasSize(1);
    }

    @Test
    void shouldSendResultsTogetherWhenRecordIsOnItsWay() throws InterruptedException {
        List<PendingResult> pending =
                IntStream.rangeClosed(1, 4).mapToObj(this::send).toList();
        assertThat(events()).containsExactly(result(1));

        emitter.arrive(0);
        assertThat(events()).containsExactly(result(1), new FetchResults(List.of(result(2), result(3), result(4))));
        emitter.arrive(1);

        for (PendingResult one : pending) {
            one.await();
        }
        assertThat(emitter.sent).hasSize(2);
    }

    /** Its request must not be acknowledged: a fetcher that dies now has lost the result. */
    @Test
    void shouldNotCountResultAsArrivedWhenItsRecordIsOnItsWay() {
        send(1);
        PendingResult second = send(2);
        emitter.arrive(0);
        Thread.currentThread().interrupt();

        assertThatThrownBy(second::await).isInstanceOf(InterruptedException.class);
    }

    @Test
    void shouldRepeatEachResultByItselfWhenTheirRecordFailed() {
        send(1);
        PendingResult second = send(2);
        send(3);
        emitter.arrive(0);
        emitter.fail(1);
        Thread waiter = new Thread(() -> awaitQuietly(second));
        waiter.start();

        await().until(() -> emitter.sent.size() == 3);
        assertThat(events().get(2)).isEqualTo(result(2));
        emitter.arrive(2);
        await().until(() -> !waiter.isAlive());
    }

    @Test
    void shouldSendOtherResultsWhenRecordFailed() {
        send(1);
        send(2);

        emitter.fail(0);

        assertThat(events()).containsExactly(result(1), result(2));
    }

    @Test
    void shouldSendTracedResultByItself() {
        send(1);

        sender.send(result(2), TRACED);

        assertThat(events()).containsExactly(result(1), result(2));
    }

    @Test
    void shouldSplitResultsWhenOneRecordIsTooSmall() {
        send(0);
        IntStream.rangeClosed(1, FetchResults.MAX_RESULTS + 1).forEach(this::send);

        emitter.arrive(0);
        emitter.arrive(1);

        assertThat(events()).hasSize(3).element(1).satisfies(event -> assertThat(FetchResults.of(event))
                .hasSize(FetchResults.MAX_RESULTS));
        assertThat(events().get(2)).isEqualTo(result(FetchResults.MAX_RESULTS + 1));
    }

    private PendingResult send(int number) {
        return sender.send(result(number), TraceParent.NONE);
    }

    private static FetchResult result(int number) {
        return new ItemStored(
                Sha256.parse(String.format("%064d", number)), number, number, "run-1", "fetcher-1", Instant.EPOCH);
    }

    private List<Event> events() {
        return emitter.sent.stream()
                .map(payload -> EventCodec.decode(payload).orElseThrow())
                .toList();
    }

    private static void awaitQuietly(PendingResult result) {
        try {
            result.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
