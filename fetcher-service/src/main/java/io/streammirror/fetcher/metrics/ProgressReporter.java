package io.streammirror.fetcher.metrics;

import io.smallrye.reactive.messaging.MutinyEmitter;
import io.streammirror.config.Settings;
import io.streammirror.event.FetchProgress;
import io.streammirror.fetcher.queue.FetcherId;
import io.streammirror.service.EventMessages;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.jboss.logging.Logger;

/**
 * Publishes the progress of all transfers each second while there are any, and once more when the fetcher becomes idle.
 *
 * <p>Old progress is of no use: while one report is on its way, the next one is left out.
 */
@Singleton
public final class ProgressReporter {
    /** How often progress is published. */
    public static final Duration INTERVAL = Duration.ofSeconds(1);

    private static final Logger LOG = Logger.getLogger(ProgressReporter.class);

    private final FetcherId fetcher;
    private final int slots;
    private final TransferMetrics metrics;
    private final MutinyEmitter<String> emitter;
    private final Clock clock;
    private final AtomicBoolean sending = new AtomicBoolean();
    private boolean idle = true;

    ProgressReporter(
            FetcherId fetcher,
            Settings settings,
            TransferMetrics metrics,
            @Channel("fetch-progress") MutinyEmitter<String> emitter,
            Clock clock) {
        this.fetcher = fetcher;
        this.slots = settings.fetch().slots();
        this.metrics = metrics;
        this.emitter = emitter;
        this.clock = clock;
    }

    /** Publishes the progress; to be called every {@link #INTERVAL}, by one thread at a time. */
    public synchronized void report() {
        try {
            List<FetchProgress.Transfer> transfers = metrics.read(INTERVAL.toMillis() / 1000.0);
            if ((transfers.isEmpty() && idle) || !sending.compareAndSet(false, true)) {
                return;
            }
            idle = transfers.isEmpty();
            var progress = new FetchProgress(fetcher.value(), slots, transfers, clock.instant());
            emitter.sendMessage(EventMessages.of(progress))
                    .subscribe()
                    .with(sent -> sending.set(false), failure -> sending.set(false));
        } catch (RuntimeException e) {
            sending.set(false);
            LOG.debugf(e, "Could not report progress");
        }
    }
}
