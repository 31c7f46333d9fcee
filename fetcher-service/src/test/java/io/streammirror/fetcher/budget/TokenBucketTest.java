package io.streammirror.fetcher.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("WaitNotInLoop") // the loop is the bucket's
class TokenBucketTest {
    private static final int READ = TokenBucket.BURST;

    private final ExecutorService slots = Executors.newCachedThreadPool();

    @AfterEach
    void endSlots() {
        slots.shutdownNow();
    }

    @Test
    void shouldNotWaitWithoutLimit() throws InterruptedException {
        var ticker = new FakeTicker();
        var bucket = new TokenBucket(Double.POSITIVE_INFINITY, ticker);
        long start = ticker.nanos();

        for (int i = 0; i < 1000; i++) {
            bucket.pay(10 * READ);
        }

        assertThat(ticker.nanos()).isEqualTo(start);
    }

    @Test
    void shouldSaveAtMostOneBurstWhenIdle() throws InterruptedException {
        var ticker = new FakeTicker();
        var bucket = new TokenBucket(READ, ticker);
        ticker.advance(Duration.ofHours(1));
        long start = ticker.nanos();

        bucket.pay(READ);
        long afterSaved = ticker.nanos();
        bucket.pay(READ);

        assertThat(afterSaved).isEqualTo(start);
        assertThat(Duration.ofNanos(ticker.nanos() - afterSaved))
                .isBetween(Duration.ofMillis(999), Duration.ofMillis(1001));
    }

    @Test
    void shouldSaveAtMostOneBurstDuringUnlimitedTime() throws InterruptedException {
        var ticker = new FakeTicker();
        var bucket = new TokenBucket(Double.POSITIVE_INFINITY, ticker);
        ticker.advance(Duration.ofHours(1));
        bucket.setRate(READ);
        long start = ticker.nanos();

        bucket.pay(READ);
        bucket.pay(READ);

        assertThat(Duration.ofNanos(ticker.nanos() - start)).isBetween(Duration.ofMillis(999), Duration.ofMillis(1001));
    }

    @Test
    void shouldApplyNewRateToWaitingSlot() throws Exception {
        var waiting = new CountDownLatch(1);
        var bucket = new TokenBucket(1e-3, new FakeTicker() {
            @Override
            public void await(Condition change, long nanos) throws InterruptedException {
                waiting.countDown();
                change.await();
                advance(1);
            }
        });
        Future<?> payment = slots.submit(() -> payed(bucket));
        waiting.await();

        bucket.setRate(Double.POSITIVE_INFINITY);

        payment.get(1, TimeUnit.MINUTES);
        assertThat(payment).isDone();
    }

    @Test
    void shouldServeSlotsInOrderOfArrival() throws Exception {
        List<String> order = new CopyOnWriteArrayList<>();
        var open = new CountDownLatch(1);
        var bucket = new TokenBucket(READ, new FakeTicker() {
            @Override
            public void await(Condition change, long nanos) throws InterruptedException {
                order.add(Thread.currentThread().getName());
                open.await();
                advance(nanos);
            }
        });

        List<Thread> threads =
                List.of(comesNext(bucket, "first"), comesNext(bucket, "second"), comesNext(bucket, "third"));
        open.countDown();
        for (Thread thread : threads) {
            thread.join(TimeUnit.MINUTES.toMillis(1));
        }

        assertThat(order).containsExactly("first", "second", "third");
    }

    @Test
    void shouldServeNextSlotWhenFirstIsInterrupted() throws Exception {
        var waiting = new CountDownLatch(1);
        var bucket = new TokenBucket(READ, new FakeTicker() {
            @Override
            public void await(Condition change, long nanos) throws InterruptedException {
                if (waiting.getCount() == 0) {
                    advance(nanos);
                } else {
                    waiting.countDown();
                    change.await();
                }
            }
        });
        Future<?> stopped = slots.submit(() -> payed(bucket));
        waiting.await();

        stopped.cancel(true);

        slots.submit(() -> payed(bucket)).get(1, TimeUnit.MINUTES);
        assertThat(stopped).isCancelled();
    }

    private static boolean payed(TokenBucket bucket) throws InterruptedException {
        bucket.pay(READ);
        return true;
    }

    /** Returns when the slot waits, for its bytes or for its turn. */
    private static Thread comesNext(TokenBucket bucket, String name) throws InterruptedException {
        var thread = new Thread(
                () -> {
                    try {
                        bucket.pay(READ);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
        await().pollInterval(Duration.ofMillis(1)).until(() -> thread.getState() == Thread.State.WAITING);
        return thread;
    }
}
