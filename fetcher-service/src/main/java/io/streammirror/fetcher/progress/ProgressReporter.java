package io.streammirror.fetcher.progress;

import io.smallrye.reactive.messaging.MutinyEmitter;
import io.streammirror.config.Settings;
import io.streammirror.event.FetchProgress;
import io.streammirror.fetcher.queue.FetcherId;
import io.streammirror.fetcher.retry.Periodic;
import io.streammirror.fetcher.retry.Sleeper;
import io.streammirror.service.EventMessages;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.jboss.logging.Logger;

/**
 * Tells each second what the slots are doing, while they do something, and once when they are idle again.
 *
 * <p>Progress is worth sending while it is fresh only: as long as one report is under way the next is left out.
 */
@Singleton
public final class ProgressReporter {
    private static final Logger LOG = Logger.getLogger(ProgressReporter.class);

    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final FetcherId fetcher;
    private final int slots;
    private final TransferBoard board;
    private final MutinyEmitter<String> emitter;
    private final Clock clock;
    private final AtomicBoolean sending = new AtomicBoolean();
    private final Periodic reporting;
    private boolean idle = true;

    ProgressReporter(
            FetcherId fetcher,
            Settings settings,
            TransferBoard board,
            @Channel("fetch-progress") MutinyEmitter<String> emitter,
            Sleeper sleeper,
            Clock clock) {
        this.fetcher = fetcher;
        this.slots = settings.fetch().slots();
        this.board = board;
        this.emitter = emitter;
        this.clock = clock;
        this.reporting = new Periodic("progress", INTERVAL, sleeper, this::tick);
    }

    public void start() {
        reporting.start();
    }

    public void stop() {
        reporting.stop();
    }

    private void tick() {
        try {
            List<FetchProgress.Transfer> transfers = board.read(INTERVAL.toMillis() / 1000.0);
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
