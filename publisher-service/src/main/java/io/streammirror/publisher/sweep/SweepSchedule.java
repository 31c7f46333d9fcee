package io.streammirror.publisher.sweep;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.streammirror.api.SweepReport;
import io.streammirror.api.SweepReport.Outcome;
import io.streammirror.decision.LogException;
import io.streammirror.store.StoreException;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Sweeps once a day, in every publisher: the second one finds nothing to do. */
@Singleton
public class SweepSchedule {
    private static final Logger LOG = Logger.getLogger(SweepSchedule.class);

    private static final String FAILED = "failed";

    /** The outcomes of a daily sweep. */
    private static final List<String> OUTCOMES = Stream.concat(
                    Stream.of(Outcome.NOTHING, Outcome.SWEPT, Outcome.GUARDED, Outcome.BUSY)
                            .map(Outcome::label),
                    Stream.of(FAILED))
            .toList();

    private final Sweeper sweeper;
    private final UnconfiguredMirrors mirrors;
    private final Clock clock;
    private final AtomicReference<String> outcome = new AtomicReference<>("none");
    private final Map<String, LongAdder> ended = new ConcurrentHashMap<>();
    private volatile double endedAt = Double.NaN;

    SweepSchedule(Sweeper sweeper, UnconfiguredMirrors mirrors, Clock clock) {
        this.sweeper = sweeper;
        this.mirrors = mirrors;
        this.clock = clock;
        OUTCOMES.forEach(label -> ended.put(label, new LongAdder()));
    }

    /** At the start, because the scheduler first asks for this bean an hour later. */
    void register(@Observes StartupEvent event, MeterRegistry registry) {
        Gauge.builder("stream.mirror.sweep.guarded", outcome, last -> "guarded".equals(last.get()) ? 1 : 0)
                .description("1 while the last sweep waits for an operator, because it would delete too much")
                .register(registry);
        OUTCOMES.forEach(label -> FunctionCounter.builder("stream.mirror.sweeps", ended, all -> count(all, label))
                .description("Daily sweeps of this publisher, by outcome")
                .tag("outcome", label)
                .register(registry));
        TimeGauge.builder("stream.mirror.sweep.ended.timestamp", this, TimeUnit.SECONDS, of -> of.endedAt)
                .description("When the last daily sweep of this publisher ended; NaN before the first")
                .register(registry);
    }

    private static double count(Map<String, LongAdder> all, String label) {
        LongAdder count = all.get(label);
        return count == null ? 0 : count.sum();
    }

    private void ended(String label) {
        outcome.set(label);
        LongAdder count = ended.get(label);
        if (count != null) {
            count.increment();
        }
        endedAt = clock.instant().getEpochSecond();
    }

    /** The first one an hour after the start, when what was interrupted has come to rest. */
    @Scheduled(every = "24h", delayed = "1h", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void daily() {
        try {
            mirrors.review();
            SweepReport report = sweeper.sweep(Sweeper.Request.OWN);
            ended(report.outcome().label());
            if (report.outcome() == SweepReport.Outcome.GUARDED) {
                LOG.warnf(
                        "A sweep waits for an operator plan=%s objects=%d bytes=%d reason=%s",
                        report.plan(), report.objects(), report.bytes(), report.message());
            } else {
                LOG.infof(
                        "A sweep has ended outcome=%s plan=%s deleted=%d",
                        report.outcome().label(), report.plan(), report.deleted());
            }
        } catch (StoreException | LogException e) {
            ended(FAILED);
            LOG.warnf("A sweep failed and is tried again in a day reason=%s", e.getMessage());
        } catch (RuntimeException e) {
            // What cannot be read may lead anywhere: nothing is deleted, and an operator should check it.
            ended(FAILED);
            LOG.warn("A sweep failed and is tried again in a day", e);
        }
    }
}
