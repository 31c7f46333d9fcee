package io.streammirror.fetcher.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.event.EventCodec;
import io.streammirror.event.ItemRequested;
import io.streammirror.event.PollRequested;
import io.streammirror.mirror.MirrorName;
import io.streammirror.service.trace.TraceParent;
import io.streammirror.service.trace.Traces;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.InMemoryObjectStore;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class QueueWorkerTest {
    private static final Instant NOW = Instant.parse("2026-11-23T00:00:00Z");
    private static final long TIMEOUT_SECONDS = 20;

    private Optional<String> onlyRun = Optional.empty();
    private final FakeQueue queue = new FakeQueue();
    private int width = 1;
    private final ShutdownSignal shutdown = new ShutdownSignal(Duration.ofMillis(50));
    private final StoreCapacityGate gate = new StoreCapacityGate(new InMemoryObjectStore());
    private final BlockingQueue<String> deadLettered = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> givenUp = new LinkedBlockingQueue<>();
    private final BlockingQueue<Sha256> handled = new LinkedBlockingQueue<>();
    private final BlockingQueue<TraceParent> causes = new LinkedBlockingQueue<>();
    private final BlockingQueue<Boolean> again = new LinkedBlockingQueue<>();
    private final CountDownLatch mayEnd = new CountDownLatch(1);
    private final CountDownLatch mayArrive = new CountDownLatch(1);
    private final CountDownLatch interrupted = new CountDownLatch(1);
    private final Thread thread = new Thread(this::runWorker);

    @AfterEach
    void end() throws InterruptedException {
        shutdown.begin();
        mayEnd.countDown();
        mayArrive.countDown();
        thread.join(TimeUnit.SECONDS.toMillis(TIMEOUT_SECONDS));
        assertThat(thread.isAlive()).isFalse();
    }

    @Test
    void shouldRenewLockOfLongWorkAndThenAccept() throws Exception {
        queue.offer(request(NOW.plusSeconds(60)));
        thread.start();
        handled();
        await(() -> queue.calls().size() >= 3);

        mayEnd.countDown();
        mayArrive.countDown();

        await(() -> queue.calls().contains("ACCEPT"));
        assertThat(queue.calls()).startsWith("renewed", "renewed", "renewed");
    }

    @Test
    void shouldAcquireNothingWhileStoreIsFull() throws Exception {
        gate.close("no room");
        queue.offer(request(NOW.plusSeconds(60)));
        mayEnd.countDown();
        mayArrive.countDown();
        thread.start();
        await(() -> thread.getState() == Thread.State.TIMED_WAITING);
        assertThat(handled).isEmpty();

        gate.check();

        handled();
        await(() -> queue.calls().contains("ACCEPT"));
    }

    @Test
    void shouldStopWorkAndAcknowledgeNothingWhenLockIsLost() throws Exception {
        queue.offer(request(NOW.plusSeconds(60)));
        queue.lose();

        thread.start();

        assertThat(interrupted.await(TIMEOUT_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(queue.calls()).containsExactly("lost");
    }

    @Test
    void shouldStopWorkAndReopenQueueWhenBrokerFails() throws Exception {
        queue.offer(request(NOW.plusSeconds(60)));
        queue.fail();
        thread.start();
        assertThat(interrupted.await(TIMEOUT_SECONDS, TimeUnit.SECONDS)).isTrue();

        queue.offer(request(NOW.plusSeconds(60)));
        mayEnd.countDown();
        mayArrive.countDown();

        await(() -> queue.calls().contains("ACCEPT"));
        assertThat(queue.calls()).startsWith("closed");
    }

    @Test
    void shouldReleaseWorkThatOutlastsShutdown() throws Exception {
        queue.offer(request(NOW.plusSeconds(60)));
        thread.start();
        handled();

        shutdown.begin();

        await(() -> queue.calls().contains("closed"));
        assertThat(queue.calls()).contains("RELEASE").doesNotContain("ACCEPT");
        assertThat(interrupted.await(TIMEOUT_SECONDS, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void shouldAcceptRecordOnlyAfterItsResultArrived() throws Exception {
        mayEnd.countDown();
        queue.offer(request(NOW.plusSeconds(60)));
        thread.start();
        handled();
        await(() -> queue.calls().contains("renewed"));
        assertThat(queue.calls()).doesNotContain("ACCEPT");

        mayArrive.countDown();

        await(() -> queue.calls().contains("ACCEPT"));
    }

    @Test
    void shouldAcknowledgeBatchTogether() throws Exception {
        offerBatch(1, 1, 1);
        mayEnd.countDown();
        mayArrive.countDown();

        thread.start();

        await(() -> queue.calls().contains("ACCEPT"));
        assertThat(queue.calls()).startsWith("ACCEPT", "ACCEPT", "ACCEPT");
        assertThat(handled).hasSize(3);
    }

    @Test
    void shouldProcessOnlyAsManyRecordsAtATimeAsWidth() throws Exception {
        width = 2;
        // Delivered often, so that a renewal before the second thread starts releases none of them.
        int often = ShareGroup.MAX_DELIVERIES - ShareGroup.RESERVED_DELIVERIES;
        offerBatch(often, often, often);

        thread.start();

        handled();
        handled();
        assertThat(handled).isEmpty();
        mayEnd.countDown();
        mayArrive.countDown();
        await(() -> queue.calls().contains("ACCEPT"));
    }

    @Test
    void shouldReleaseWaitingRecordsBehindLongWork() throws Exception {
        offerBatch(1, 1);
        thread.start();
        handled();

        await(() -> queue.calls().contains("renewed"));

        assertThat(queue.calls()).startsWith("released topic/0/1", "renewed");
        mayEnd.countDown();
        mayArrive.countDown();
        await(() -> queue.calls().contains("ACCEPT"));
        assertThat(queue.calls()).containsOnlyOnce("ACCEPT");
    }

    @Test
    void shouldNotReleaseWaitingRecordsThatWereDeliveredOften() throws Exception {
        offerBatch(1, ShareGroup.MAX_DELIVERIES - ShareGroup.RESERVED_DELIVERIES);
        thread.start();
        handled();

        await(() -> queue.calls().contains("renewed"));
        mayEnd.countDown();
        mayArrive.countDown();

        await(() -> queue.calls().contains("ACCEPT"));
        assertThat(queue.calls()).noneMatch(call -> call.startsWith("released"));
        assertThat(queue.calls().stream().filter("ACCEPT"::equals)).hasSize(2);
    }

    @Test
    void shouldReleaseUnprocessedRecordsOfBatchOnShutdown() throws Exception {
        offerBatch(1, ShareGroup.MAX_DELIVERIES - 1);
        thread.start();
        handled();

        shutdown.begin();

        await(() -> queue.calls().contains("closed"));
        assertThat(queue.calls().stream().filter("RELEASE"::equals)).hasSize(2);
        assertThat(queue.calls()).doesNotContain("ACCEPT");
    }

    /** Offers records that are acquired together, each with its delivery count. */
    private void offerBatch(int... counts) {
        queue.acquireTogether(counts.length);
        for (int count : counts) {
            queue.offer(request(NOW.plusSeconds(60)), count);
        }
    }

    @Test
    void shouldPassOnWhetherRecordWasDeliveredBefore() throws Exception {
        mayEnd.countDown();
        mayArrive.countDown();
        offerBatch(1, 2);

        thread.start();

        assertThat(again.poll(TIMEOUT_SECONDS, TimeUnit.SECONDS)).isFalse();
        assertThat(again.poll(TIMEOUT_SECONDS, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void shouldAcceptExpiredRequestWithoutFetching() throws Exception {
        queue.offer(request(NOW.minusSeconds(1)));

        thread.start();

        await(() -> queue.calls().contains("ACCEPT"));
        assertThat(handled).isEmpty();
    }

    @Test
    void shouldAcceptRequestOfAnotherRunWithoutFetching() throws Exception {
        onlyRun = Optional.of("this-run");
        queue.offer(request("earlier-run"));

        thread.start();

        await(() -> queue.calls().contains("ACCEPT"));
        assertThat(handled).isEmpty();
    }

    @Test
    void shouldHandleRequestOfSharedRun() throws Exception {
        onlyRun = Optional.of("this-run");
        queue.offer(request("this-run"));

        thread.start();

        handled();
    }

    @Test
    void shouldHandleRequestsOfEveryRunWhenNoneIsShared() throws Exception {
        queue.offer(request("earlier-run"));

        thread.start();

        handled();
    }

    @Test
    void shouldGiveUpRequestWhenDeliveredForLastTime() throws Exception {
        queue.offerLast(request("run"));

        thread.start();

        await(() -> queue.calls().contains("ACCEPT"));
        assertThat(handled).isEmpty();
        assertThat(givenUp).singleElement().asString().contains("times without a result");
    }

    @Test
    void shouldMoveUnreadableRecordToDeadLetters() throws Exception {
        queue.offer("{]");

        thread.start();

        await(() -> queue.calls().contains("REJECT"));
        assertThat(deadLettered).singleElement().asString().contains("not JSON");
    }

    /** A watcher of the next release beside a fetcher of this one. */
    @Test
    void shouldIgnoreTypeThatOnlyNewerServicesKnow() throws Exception {
        queue.offer("{\"type\":\"DeltaRequested\",\"schema\":1}");

        thread.start();

        await(() -> queue.calls().contains("REJECT"));
        assertThat(deadLettered).isEmpty();
        assertThat(handled).isEmpty();
    }

    @Test
    void shouldMoveEventThatIsNotARequestToDeadLetters() throws Exception {
        queue.offer(EventCodec.encode(new PollRequested(new MirrorName("maas"), NOW)));

        thread.start();

        await(() -> queue.calls().contains("REJECT"));
        assertThat(deadLettered).singleElement().asString().contains("not a fetch request");
    }

    @Test
    void shouldProcessRecordBelowItsTrace() throws Exception {
        TraceParent cause = TraceParent.of(new RecordHeaders()
                .add(
                        "traceparent",
                        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01".getBytes(StandardCharsets.UTF_8)));
        queue.offer(request(NOW.plusSeconds(60)), 1, cause);
        queue.offer(request(NOW.plusSeconds(60)));
        mayEnd.countDown();
        mayArrive.countDown();

        thread.start();

        assertThat(causes.poll(TIMEOUT_SECONDS, TimeUnit.SECONDS)).isEqualTo(cause);
        assertThat(causes.poll(TIMEOUT_SECONDS, TimeUnit.SECONDS)).isEqualTo(TraceParent.NONE);
    }

    private void runWorker() {
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        var processor = new RequestProcessor(
                onlyRun, new Handler(), (delivery, cause) -> deadLettered.add(cause), Traces.OFF, clock);
        new QueueWorker("worker", name -> queue, new PollTurn(), processor, width, shutdown, gate).run();
    }

    /** Works until it may end. */
    private final class Handler implements RequestHandler {
        @Override
        public PendingResult handle(ItemRequested request, boolean deliveredBefore) throws InterruptedException {
            again.add(deliveredBefore);
            causes.add(TraceParent.current());
            handled.add(request.sha256());
            try {
                mayEnd.await();
            } catch (InterruptedException e) {
                interrupted.countDown();
                throw e;
            }
            return mayArrive::await;
        }

        @Override
        public PendingResult giveUp(ItemRequested request, String reason) {
            givenUp.add(reason);
            return PendingResult.NONE;
        }
    }

    private Sha256 handled() throws InterruptedException {
        Sha256 sha256 = handled.poll(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        assertThat(sha256).isNotNull();
        return sha256;
    }

    private static void await(Callable<Boolean> condition) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(TIMEOUT_SECONDS))
                .pollInterval(Duration.ofMillis(5))
                .until(condition);
    }

    private static String request(Instant expires) {
        return request("run", expires);
    }

    private static String request(String run) {
        return request(run, NOW.plusSeconds(60));
    }

    private static String request(String run, Instant expires) {
        return EventCodec.encode(new ItemRequested(
                Sha256.of(new byte[0]),
                0,
                Map.of(),
                List.of(URI.create("http://upstream/item")),
                List.of(),
                run,
                NOW,
                expires));
    }
}
