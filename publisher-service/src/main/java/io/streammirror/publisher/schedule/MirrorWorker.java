package io.streammirror.publisher.schedule;

import io.streammirror.mirror.MirrorName;
import io.streammirror.publisher.state.PublisherState;
import io.streammirror.publisher.switchover.MirrorPublisher;
import io.streammirror.publisher.switchover.PublishNeed;
import io.streammirror.service.trace.TraceParent;
import io.streammirror.service.trace.Traces;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;

/** The one thread that works on one mirror: it checks the mirror when it is signalled, and every few seconds. */
final class MirrorWorker implements Runnable {
    private static final Logger LOG = Logger.getLogger(MirrorWorker.class);

    /** With {@link #MAX_LOG_AGE}, how late a lost event may make us, and a lost report too while listing the store is quick. */
    private static final Duration LEVEL_CHECK = Duration.ofSeconds(4);

    /** All mirrors share a reading of the log that no event has overtaken. */
    private static final Duration MAX_LOG_AGE = Duration.ofSeconds(1);

    private final MirrorName mirror;
    private final MirrorPublisher publisher;
    private final PublisherState state;
    private final WakeUpSignal signal;
    private final Traces traces;
    private final Clock clock;
    private final TraceCauses causes = new TraceCauses();
    private final PublishPacing pace = new PublishPacing();
    private String lastProblem = "";
    private boolean isSignalled = true;
    private Duration checkCost = Duration.ZERO;

    MirrorWorker(
            MirrorName mirror,
            MirrorPublisher publisher,
            PublisherState state,
            WakeUpSignal signal,
            Traces traces,
            Clock clock) {
        this.traces = traces;
        this.mirror = mirror;
        this.publisher = publisher;
        this.state = state;
        this.signal = signal;
        this.clock = clock;
    }

    /** An event may lead to a publication. */
    void observe(TraceParent cause) {
        causes.observe(cause);
    }

    @Override
    public void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                checkCost = Duration.ZERO;
                Duration wait = safeTurn();
                Duration rest = CheckPacing.after(checkCost);
                Thread.sleep(rest.toMillis());
                isSignalled = signal.await(wait.minus(rest));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private Duration safeTurn() {
        try {
            Duration wait = turn();
            lastProblem = "";
            return wait;
        } catch (RuntimeException | Error e) {
            // Of any kind: no other place reports it, and without this thread the mirror would never change again.
            String problem = e instanceof Error ? e.toString() : String.valueOf(e.getMessage());
            state.update(mirror, view -> view.withProblem(problem));
            if (!problem.equals(lastProblem)) {
                LOG.warnf(e, "Publishing failed and will be tried again mirror=%s", mirror);
                lastProblem = problem;
            }
            return LEVEL_CHECK;
        }
    }

    private Duration turn() {
        // Before the check: it may miss what is observed while it runs.
        List<TraceParent> taken = causes.take();
        try {
            return turn(taken);
        } catch (RuntimeException | Error e) {
            causes.putBack(taken);
            throw e;
        }
    }

    /** Checks, publishes when it is time, and answers how long the next check can wait if no signal comes. */
    private Duration turn(List<TraceParent> taken) {
        Instant begun = clock.instant();
        PublishNeed need = isSignalled ? publisher.check() : publisher.check(MAX_LOG_AGE);
        Instant started = clock.instant();
        checkCost = Duration.between(begun, started);
        if (need == PublishNeed.NOTHING_NEW) {
            keepForWhatComes(taken);
            return LEVEL_CHECK;
        }
        Duration delay = pace.delay(need, started);
        if (!delay.isZero()) {
            causes.putBack(taken);
            return delay.compareTo(LEVEL_CHECK) < 0 ? delay : LEVEL_CHECK;
        }
        traces.inSpan("publish", taken, step -> {
            step.attribute("mirror", mirror.value());
            publisher.publish();
            return need;
        });
        pace.published(started, clock.instant());
        keepForWhatComes(taken);
        return LEVEL_CHECK;
    }

    /** Items may be seen in the store before they are taken of, and are published then: what asked for them led to that too. */
    private void keepForWhatComes(List<TraceParent> taken) {
        if (publisher.awaitsItems()) {
            causes.putBack(taken);
        }
    }
}
