package io.streammirror.fetcher.progress;

import io.smallrye.reactive.messaging.MutinyEmitter;
import io.streammirror.config.Settings;
import io.streammirror.events.FetchProgress;
import io.streammirror.service.EventMessages;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
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

    private static final int SECONDS = 1;

    private final FetcherId fetcher;
    private final int slots;
    private final TransferBoard board;
    private final MutinyEmitter<String> emitter;
    private final Clock clock;
    private final AtomicBoolean sending = new AtomicBoolean();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(work -> {
        var thread = new Thread(work, "progress");
        thread.setDaemon(true);
        return thread;
    });
    private boolean idle = true;

    ProgressReporter(
            FetcherId fetcher,
            Settings settings,
            TransferBoard board,
            @Channel("fetch-progress") MutinyEmitter<String> emitter,
            Clock clock) {
        this.fetcher = fetcher;
        this.slots = settings.fetch().slots();
        this.board = board;
        this.emitter = emitter;
        this.clock = clock;
    }

    public void start() {
        timer.scheduleAtFixedRate(this::tick, SECONDS, SECONDS, TimeUnit.SECONDS);
    }

    public void stop() {
        timer.shutdownNow();
    }

    private void tick() {
        try {
            List<FetchProgress.Transfer> transfers = board.read(SECONDS);
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
