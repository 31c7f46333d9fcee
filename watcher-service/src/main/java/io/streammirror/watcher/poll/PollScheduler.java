package io.streammirror.watcher.poll;

import io.streammirror.event.UpstreamPolled;
import io.streammirror.event.UpstreamPolled.Outcome;
import io.streammirror.mirror.MirrorName;
import io.streammirror.retry.DoublingDelay;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Polls each mirror at its interval: with jitter, so that sites do not come all at once, and sooner after a failure.
 *
 * <p>One mirror never waits for another; a failure of any kind ends a poll, never the schedule.
 */
public final class PollScheduler {
    private static final Logger LOG = Logger.getLogger(PollScheduler.class);

    static final Duration FIRST_BACKOFF = Duration.ofSeconds(5);

    /** Results that may be better soon; what an operator must look at can wait for the next turn. */
    private static final Set<Outcome> POLL_AGAIN_SOON =
            EnumSet.of(Outcome.UNREACHABLE, Outcome.UNSETTLED, Outcome.FAILED);

    /** Of the interval, either way. */
    static final double JITTER = 0.1;

    private final ScheduledExecutorService executor;
    private final RandomGenerator random;
    private final PollListener listener;
    private final Map<MirrorName, Turn> turns = new ConcurrentSkipListMap<>();

    public PollScheduler(ScheduledExecutorService executor, RandomGenerator random, PollListener listener) {
        this.executor = executor;
        this.random = random;
        this.listener = listener;
    }

    /** Begins to poll a mirror, at once. */
    public void start(MirrorName mirror, Duration interval, MirrorPoller poll) {
        var turn = new Turn(mirror, interval, poll);
        turns.put(mirror, turn);
        turn.now();
    }

    /** Polls a mirror now, instead of at its next turn. */
    public void pollNow(MirrorName mirror) {
        Turn turn = turns.get(mirror);
        if (turn != null) {
            turn.now();
        }
    }

    /** Polls every mirror now and announces everything again, because what was announced before is lost. */
    public void startOver() {
        turns.values().forEach(Turn::startOver);
    }

    private final class Turn {
        private final MirrorName mirror;
        private final Duration interval;
        private final MirrorPoller poll;
        private final AtomicBoolean startOver = new AtomicBoolean();
        private @Nullable ScheduledFuture<?> next;
        private boolean running;
        private boolean again;
        private final PollLog log = new PollLog();
        private final DoublingDelay backoff;
        private int failures;

        Turn(MirrorName mirror, Duration interval, MirrorPoller poll) {
            this.mirror = mirror;
            this.interval = interval;
            this.poll = poll;
            this.backoff = new DoublingDelay(FIRST_BACKOFF, interval);
        }

        void startOver() {
            startOver.set(true);
            now();
        }

        /** A running poll may have read upstream already, so another one follows it; no caller and no thread waits. */
        synchronized void now() {
            if (running) {
                again = true;
            } else {
                schedule(Duration.ZERO);
            }
        }

        /** There is always exactly one next turn: an earlier one replaces it. */
        private void schedule(Duration delay) {
            if (next != null) {
                next.cancel(false);
            }
            try {
                next = executor.schedule(this::take, delay.toMillis(), TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException shuttingDown) {
                next = null;
            }
        }

        private void take() {
            if (!begin()) {
                return;
            }
            boolean succeeded = false;
            try {
                succeeded = listener.around(mirror, this::pollOnce);
            } catch (RuntimeException | Error e) {
                LOG.warnf("Poll ended early mirror=%s reason=%s", mirror, e);
                LOG.debug("Poll ended early", e);
            } finally {
                end(succeeded);
            }
        }

        /** A turn that was replaced in the moment it began finds the other one running. */
        private synchronized boolean begin() {
            if (running) {
                again = true;
                return false;
            }
            running = true;
            return true;
        }

        private synchronized void end(boolean succeeded) {
            failures = succeeded ? 0 : failures + 1;
            running = false;
            if (again) {
                again = false;
                schedule(Duration.ZERO);
            } else {
                schedule(atLeast(poll.pauseAsked(), jittered(succeeded ? interval : backoff.after(failures))));
            }
        }

        private boolean pollOnce() {
            if (startOver.getAndSet(false)) {
                poll.startOver();
            }
            UpstreamPolled polled = poll.poll();
            listener.polled(polled);
            log.add(polled);
            return !POLL_AGAIN_SOON.contains(polled.outcome());
        }
    }

    /** The pause that upstream asks for, if it is longer; the reader of the header limits it to a day. */
    private static Duration atLeast(Duration asked, Duration planned) {
        return planned.compareTo(asked) < 0 ? asked : planned;
    }

    private Duration jittered(Duration duration) {
        double factor = 1 + JITTER * (2 * random.nextDouble() - 1);
        return Duration.ofMillis(Math.round(duration.toMillis() * factor));
    }
}
