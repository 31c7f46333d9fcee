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

/** The one thread that works on one mirror: it looks when the bell rings and every few seconds, whatever is heard. */
final class MirrorWorker implements Runnable {
    private static final Logger LOG = Logger.getLogger(MirrorWorker.class);

    /** How late a lost event may make us, and a lost report too while listing the store is quick. */
    private static final Duration LEVEL_CHECK = Duration.ofSeconds(5);

    private final MirrorName mirror;
    private final MirrorPublisher publisher;
    private final PublisherState state;
    private final WakeUpSignal bell;
    private final Traces traces;
    private final Clock clock;
    private final TraceCauses causes = new TraceCauses();
    private final PublishPacing pace = new PublishPacing();
    private String lastProblem = "";
    private Duration lookCost = Duration.ZERO;

    MirrorWorker(
            MirrorName mirror,
            MirrorPublisher publisher,
            PublisherState state,
            WakeUpSignal bell,
            Traces traces,
            Clock clock) {
        this.traces = traces;
        this.mirror = mirror;
        this.publisher = publisher;
        this.state = state;
        this.bell = bell;
        this.clock = clock;
    }

    /** Something was heard that may lead to a publication. */
    void heard(TraceParent cause) {
        causes.heard(cause);
    }

    @Override
    public void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                lookCost = Duration.ZERO;
                Duration wait = safeTurn();
                Duration rest = LookPacing.after(lookCost);
                Thread.sleep(rest.toMillis());
                bell.await(wait.minus(rest));
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
            // Whatever it is, nobody else would tell of it, and without this thread the mirror would stand still.
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
        // Before the look: what is heard while it lasts may be missed by it.
        List<TraceParent> heard = causes.take();
        try {
            return turn(heard);
        } catch (RuntimeException | Error e) {
            causes.putBack(heard);
            throw e;
        }
    }

    /** Looks, publishes when it is time, and says how long the next look can wait if nothing is heard. */
    private Duration turn(List<TraceParent> heard) {
        Instant looking = clock.instant();
        PublishNeed look = publisher.look();
        Instant started = clock.instant();
        lookCost = Duration.between(looking, started);
        if (look == PublishNeed.NOTHING_NEW) {
            keepForWhatComes(heard);
            return LEVEL_CHECK;
        }
        Duration delay = pace.delay(look, started);
        if (!delay.isZero()) {
            causes.putBack(heard);
            return delay.compareTo(LEVEL_CHECK) < 0 ? delay : LEVEL_CHECK;
        }
        traces.inSpan("publish", heard, step -> {
            step.attribute("mirror", mirror.value());
            publisher.publish();
            return look;
        });
        pace.published(started, clock.instant());
        keepForWhatComes(heard);
        return LEVEL_CHECK;
    }

    /** Items may be seen in the store before they are heard of, and are published then: what asked for them led to that too. */
    private void keepForWhatComes(List<TraceParent> heard) {
        if (publisher.awaitsItems()) {
            causes.putBack(heard);
        }
    }
}
