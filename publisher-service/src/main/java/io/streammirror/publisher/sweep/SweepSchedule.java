package io.streammirror.publisher.sweep;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.streammirror.api.SweepReport;
import io.streammirror.decision.LogException;
import io.streammirror.store.StoreException;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/** Sweeps once a day, in every publisher: the second one finds nothing to do. */
@Singleton
public class SweepSchedule {
    private static final Logger LOG = Logger.getLogger(SweepSchedule.class);

    private final Sweeper sweeper;
    private final UnconfiguredMirrors mirrors;
    private final AtomicReference<String> outcome = new AtomicReference<>("none");

    SweepSchedule(Sweeper sweeper, UnconfiguredMirrors mirrors) {
        this.sweeper = sweeper;
        this.mirrors = mirrors;
    }

    /** At the start, because the scheduler first asks for this bean an hour later. */
    void register(@Observes StartupEvent event, MeterRegistry registry) {
        Gauge.builder("stream.mirror.sweep.guarded", outcome, last -> "guarded".equals(last.get()) ? 1 : 0)
                .description("1 while the last sweep waits for an operator, because it would delete too much")
                .register(registry);
    }

    /** The first one an hour after the start, when what was interrupted has come to rest. */
    @Scheduled(every = "24h", delayed = "1h", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void daily() {
        try {
            mirrors.review();
            SweepReport report = sweeper.sweep(Sweeper.Request.OWN);
            outcome.set(report.outcome().label());
            if (report.outcome() == SweepReport.Outcome.GUARDED) {
                LOG.warnf(
                        "A sweep waits for an operator plan=%s objects=%d bytes=%d reason=\"%s\"",
                        report.plan(), report.objects(), report.bytes(), report.message());
            } else {
                LOG.infof(
                        "A sweep has ended outcome=%s plan=%s deleted=%d",
                        report.outcome().label(), report.plan(), report.deleted());
            }
        } catch (StoreException | LogException e) {
            outcome.set("failed");
            LOG.warnf("A sweep failed and is tried again in a day reason=\"%s\"", e.getMessage());
        } catch (RuntimeException e) {
            // What cannot be read may lead anywhere: nothing is deleted, and an operator should check it.
            outcome.set("failed");
            LOG.warn("A sweep failed and is tried again in a day", e);
        }
    }
}
