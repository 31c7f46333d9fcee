package io.streammirror.fetcher.queue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** Some threads at the same work, until all of them have done with it. */
final class Shift {
    /** What each of the threads does; how it ends is its own affair. */
    @FunctionalInterface
    interface Work {
        void run() throws InterruptedException;
    }

    private final List<Future<?>> threads;

    Shift(ExecutorService workers, int width, Work work) {
        Callable<Void> run = () -> {
            work.run();
            return null;
        };
        this.threads = Stream.<Future<?>>generate(() -> workers.submit(run))
                .limit(width)
                .toList();
    }

    boolean isOver() {
        return threads.stream().allMatch(Future::isDone);
    }

    /** Waits so long at most; true once the work is over. */
    boolean await(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        for (Future<?> thread : threads) {
            try {
                thread.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
            } catch (ExecutionException | CancellationException itIsOver) {
                // It has told what there was to tell.
            } catch (TimeoutException notYet) {
                return false;
            }
        }
        return true;
    }

    /** Interrupts who is still at work. */
    void stop() {
        threads.forEach(thread -> thread.cancel(true));
    }
}
