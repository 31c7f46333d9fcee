package io.streammirror.fetcher.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.event.EventCodec;
import io.streammirror.event.ItemRequested;
import io.streammirror.event.PollRequested;
import io.streammirror.mirror.MirrorName;
import io.streammirror.service.trace.Cause;
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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SlotTest {
    private static final Instant NOW = Instant.parse("2026-11-23T00:00:00Z");
    private static final long PATIENCE_SECONDS = 20;

    private Optional<String> onlyRun = Optional.empty();
    private final FakeQueue queue = new FakeQueue();
    private int width = 1;
    private final Drain drain = new Drain(Duration.ofMillis(50));
    private final BlockingQueue<Runnable> untilRoom = new LinkedBlockingQueue<>();
    private final StoreGate gate = new StoreGate(new InMemoryObjectStore(), pause -> {}, untilRoom::add);
    private final BlockingQueue<String> buried = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> givenUp = new LinkedBlockingQueue<>();
    private final BlockingQueue<Sha256> handled = new LinkedBlockingQueue<>();
    private final BlockingQueue<Cause> causes = new LinkedBlockingQueue<>();
    private final BlockingQueue<Boolean> again = new LinkedBlockingQueue<>();
    private final CountDownLatch mayEnd = new CountDownLatch(1);
    private final CountDownLatch mayArrive = new CountDownLatch(1);
    private final CountDownLatch interrupted = new CountDownLatch(1);
    private final Thread thread = new Thread(this::runSlot);

    @AfterEach
    void end() throws InterruptedException {
        drain.begin();
        mayEnd.countDown();
        mayArrive.countDown();
        thread.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
        assertThat(thread.isAlive()).isFalse();
    }

    @Test
    void longWorkIsRenewedAndThenAccepted() throws Exception {
        // Given
        queue.offer(request(NOW.plusSeconds(60)));
        thread.start();
        handled();
        await(() -> queue.told().size() >= 3);

        // When
        mayEnd.countDown();
        mayArrive.countDown();

        // Then
        await(() -> queue.told().contains("ACCEPT"));
        assertThat(queue.told()).startsWith("renewed", "renewed", "renewed");
    }

    @Test
    void nothingIsTakenWhileTheStoreIsFull() throws Exception {
        gate.close("no room");
        queue.offer(request(NOW.plusSeconds(60)));
        mayEnd.countDown();
        mayArrive.countDown();
        thread.start();
        await(() -> thread.getState() == Thread.State.TIMED_WAITING);
        assertThat(handled).isEmpty();

        untilRoom.remove().run();

        handled();
        await(() -> queue.told().contains("ACCEPT"));
    }

    @Test
    void workOnALostRecordStopsAndNothingIsSettled() throws Exception {
        queue.offer(request(NOW.plusSeconds(60)));
        queue.lose();

        thread.start();

        assertThat(interrupted.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(queue.told()).containsExactly("lost");
    }

    @Test
    void aBrokerThatFailsStopsTheWorkAndOpensTheQueueAnew() throws Exception {
        queue.offer(request(NOW.plusSeconds(60)));
        queue.fail();
        thread.start();
        assertThat(interrupted.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();

        queue.offer(request(NOW.plusSeconds(60)));
        mayEnd.countDown();
        mayArrive.countDown();

        await(() -> queue.told().contains("ACCEPT"));
        assertThat(queue.told()).startsWith("closed");
    }

    @Test
    void workThatOutlastsTheEndIsHandedBack() throws Exception {
        queue.offer(request(NOW.plusSeconds(60)));
        thread.start();
        handled();

        drain.begin();

        await(() -> queue.told().contains("closed"));
        assertThat(queue.told()).contains("RELEASE").doesNotContain("ACCEPT");
        assertThat(interrupted.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aRecordIsAcceptedOnlyWhenItsResultHasArrived() throws Exception {
        // Given
        mayEnd.countDown();
        queue.offer(request(NOW.plusSeconds(60)));
        thread.start();
        handled();
        await(() -> queue.told().contains("renewed"));
        assertThat(queue.told()).doesNotContain("ACCEPT");

        // When
        mayArrive.countDown();

        // Then
        await(() -> queue.told().contains("ACCEPT"));
    }

    @Test
    void aHaulIsSettledTogether() throws Exception {
        offerHaul(1, 1, 1);
        mayEnd.countDown();
        mayArrive.countDown();

        thread.start();

        await(() -> queue.told().contains("ACCEPT"));
        assertThat(queue.told()).startsWith("ACCEPT", "ACCEPT", "ACCEPT");
        assertThat(handled).hasSize(3);
    }

    @Test
    void aHaulIsWorkedOnBySoManyAtATime() throws Exception {
        width = 2;
        offerHaul(1, 1, 1);

        thread.start();

        handled();
        handled();
        assertThat(handled).isEmpty();
        mayEnd.countDown();
        mayArrive.countDown();
        await(() -> queue.told().contains("ACCEPT"));
    }

    @Test
    void whatWaitsBehindLongWorkIsHandedBack() throws Exception {
        offerHaul(1, 1);
        thread.start();
        handled();

        await(() -> queue.told().contains("renewed"));

        assertThat(queue.told()).startsWith("handed back topic/0/1", "renewed");
        mayEnd.countDown();
        mayArrive.countDown();
        await(() -> queue.told().contains("ACCEPT"));
        assertThat(queue.told()).containsOnlyOnce("ACCEPT");
    }

    @Test
    void whatWasLentOftenIsNotHandedBack() throws Exception {
        offerHaul(1, ShareGroup.DELIVERIES - ShareGroup.FAILED_DELIVERIES);
        thread.start();
        handled();

        await(() -> queue.told().contains("renewed"));
        mayEnd.countDown();
        mayArrive.countDown();

        await(() -> queue.told().contains("ACCEPT"));
        assertThat(queue.told()).noneMatch(told -> told.startsWith("handed back"));
        assertThat(queue.told().stream().filter("ACCEPT"::equals)).hasSize(2);
    }

    @Test
    void theEndOfTheFetcherReleasesWhatOfAHaulIsNotDone() throws Exception {
        offerHaul(1, ShareGroup.DELIVERIES - 1);
        thread.start();
        handled();

        drain.begin();

        await(() -> queue.told().contains("closed"));
        assertThat(queue.told().stream().filter("RELEASE"::equals)).hasSize(2);
        assertThat(queue.told()).doesNotContain("ACCEPT");
    }

    /** Records that are given out together, each lent so often. */
    private void offerHaul(int... counts) {
        queue.giveOut(counts.length);
        for (int count : counts) {
            queue.offer(request(NOW.plusSeconds(60)), count);
        }
    }

    @Test
    void itIsToldWhetherARecordWasDeliveredBefore() throws Exception {
        mayEnd.countDown();
        mayArrive.countDown();
        offerHaul(1, 2);

        thread.start();

        assertThat(again.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isFalse();
        assertThat(again.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void anExpiredRequestIsAcceptedUnfetched() throws Exception {
        queue.offer(request(NOW.minusSeconds(1)));

        thread.start();

        await(() -> queue.told().contains("ACCEPT"));
        assertThat(handled).isEmpty();
    }

    @Test
    void aRequestOfAnotherRunIsAcceptedUnfetched() throws Exception {
        onlyRun = Optional.of("this-run");
        queue.offer(request("earlier-run"));

        thread.start();

        await(() -> queue.told().contains("ACCEPT"));
        assertThat(handled).isEmpty();
    }

    @Test
    void aRequestOfTheSharedRunIsHandled() throws Exception {
        onlyRun = Optional.of("this-run");
        queue.offer(request("this-run"));

        thread.start();

        handled();
    }

    @Test
    void requestsOfEveryRunAreHandledWhereNoneIsShared() throws Exception {
        queue.offer(request("earlier-run"));

        thread.start();

        handled();
    }

    @Test
    void aRequestDeliveredForTheLastTimeIsReportedUnfetched() throws Exception {
        queue.offerLast(request("run"));

        thread.start();

        await(() -> queue.told().contains("ACCEPT"));
        assertThat(handled).isEmpty();
        assertThat(givenUp).singleElement().asString().contains("times without a result");
    }

    @Test
    void whatCannotBeReadIsBuriedAndRejected() throws Exception {
        queue.offer("{]");

        thread.start();

        await(() -> queue.told().contains("REJECT"));
        assertThat(buried).singleElement().asString().contains("not JSON");
    }

    @Test
    void anEventThatIsNoRequestIsBuried() throws Exception {
        queue.offer(EventCodec.encode(new PollRequested(new MirrorName("maas"), NOW)));

        thread.start();

        await(() -> queue.told().contains("REJECT"));
        assertThat(buried).singleElement().asString().contains("not a fetch request");
    }

    @Test
    void theWorkIsDoneForWhatTheRecordWasSentFor() throws Exception {
        Cause cause = Cause.of(new RecordHeaders()
                .add(
                        "traceparent",
                        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01".getBytes(StandardCharsets.UTF_8)));
        queue.offer(request(NOW.plusSeconds(60)), 1, cause);
        queue.offer(request(NOW.plusSeconds(60)));
        mayEnd.countDown();
        mayArrive.countDown();

        thread.start();

        assertThat(causes.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(cause);
        assertThat(causes.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(Cause.NONE);
    }

    private void runSlot() {
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        var errand = new Errand(onlyRun, new Handler(), (delivery, cause) -> buried.add(cause), Traces.OFF, clock);
        new Slot("slot", name -> queue, errand, width, drain, gate).run();
    }

    /** Works until it may end. */
    private final class Handler implements RequestHandler {
        @Override
        public Arrival handle(ItemRequested request, boolean deliveredBefore) throws InterruptedException {
            again.add(deliveredBefore);
            causes.add(Cause.current());
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
        public Arrival giveUp(ItemRequested request, String reason) {
            givenUp.add(reason);
            return Arrival.NOTHING_SENT;
        }
    }

    private Sha256 handled() throws InterruptedException {
        Sha256 sha256 = handled.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(sha256).isNotNull();
        return sha256;
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(5);
        }
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
