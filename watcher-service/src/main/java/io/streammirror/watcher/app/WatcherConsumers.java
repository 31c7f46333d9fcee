package io.streammirror.watcher.app;

import io.streammirror.event.EventCodec;
import io.streammirror.event.FetchProgress;
import io.streammirror.event.FetchResult;
import io.streammirror.event.FetchResults;
import io.streammirror.event.ItemFailed;
import io.streammirror.event.ItemRejected;
import io.streammirror.event.ItemStored;
import io.streammirror.event.PollRequested;
import io.streammirror.service.ServiceEnvironment;
import io.streammirror.watcher.poll.PollScheduler;
import io.streammirror.watcher.request.PendingRequests;
import io.streammirror.watcher.request.WantedBlobs;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Consumes the results and the progress of fetches, and the commands of operators. */
@ApplicationScoped
public class WatcherConsumers {
    private final PendingRequests pending;
    private final WantedBlobs wanted;
    private final PollScheduler schedule;
    private final Clock clock;
    private final String run;

    WatcherConsumers(
            PendingRequests pending,
            WantedBlobs wanted,
            PollScheduler schedule,
            Clock clock,
            ServiceEnvironment environment) {
        this.pending = pending;
        this.wanted = wanted;
        this.schedule = schedule;
        this.clock = clock;
        this.run = environment.run();
    }

    /** Results of earlier runs are history: their blobs may be gone since. */
    @Incoming("fetch-results-in")
    void result(String record) {
        FetchResults.of(EventCodec.decode(record).orElse(null)).stream()
                .filter(result -> result.run().equals(run))
                .forEach(this::note);
    }

    private void note(FetchResult result) {
        Instant now = clock.instant();
        pending.signOfLife(now);
        if (result instanceof ItemStored stored) {
            pending.stored(stored.sha256());
        } else if (result instanceof ItemFailed failed) {
            pending.failed(failed.sha256(), failed.notBefore(), now);
        } else if (result instanceof ItemRejected rejected) {
            pending.failed(rejected.sha256(), null, now);
        }
    }

    @Incoming("fetch-progress-in")
    void progress(String record) {
        if (EventCodec.decode(record).orElse(null) instanceof FetchProgress progress
                && !progress.transfers().isEmpty()) {
            pending.signOfLife(clock.instant());
        }
    }

    @Incoming("commands-in")
    void command(String record) {
        if (EventCodec.decode(record).orElse(null) instanceof PollRequested poll) {
            pending.retryNow(sha256 -> wanted.isWantedBy(poll.mirror(), sha256));
            schedule.pollNow(poll.mirror());
        }
    }
}
