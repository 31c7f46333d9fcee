package io.streammirror.watcher.poll;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Keeps tasks until a test runs them, on the test's own thread. */
public final class FakeScheduler extends ScheduledThreadPoolExecutor {
    private final List<Task> tasks = new ArrayList<>();

    private boolean refusing;

    public FakeScheduler() {
        super(1);
    }

    private static final class Task extends FutureTask<Object> implements ScheduledFuture<Object> {
        private final Duration delay;

        Task(Runnable command, Duration delay) {
            super(command, "done");
            this.delay = delay;
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(delay);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
        }
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
        if (refusing) {
            throw new RejectedExecutionException("the end");
        }
        var task = new Task(command, Duration.of(delay, unit.toChronoUnit()));
        tasks.add(task);
        return task;
    }

    /** Takes no more tasks, as at the end of a process. */
    void refuse() {
        refusing = true;
    }

    /** How long each task that is neither done nor cancelled was to wait. */
    List<Duration> pending() {
        return tasks.stream()
                .filter(task -> !task.isDone())
                .map(task -> task.delay)
                .toList();
    }

    /** Runs the only task that is pending. */
    public void runNext() {
        List<Task> pending = tasks.stream().filter(task -> !task.isDone()).toList();
        if (pending.size() != 1) {
            throw new AssertionError("one task should be pending, not " + pending.size());
        }
        pending.get(0).run();
    }
}
