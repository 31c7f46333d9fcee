package io.streammirror.watcher.wiring;

import io.streammirror.event.EventCodec;
import io.streammirror.event.FetchProgress;
import io.streammirror.event.FetchResult;
import io.streammirror.event.ItemFailed;
import io.streammirror.event.ItemRejected;
import io.streammirror.event.ItemStored;
import io.streammirror.event.PollRequested;
import io.streammirror.service.ServiceEnvironment;
import io.streammirror.watcher.poll.PollSchedule;
import io.streammirror.watcher.request.RequestLedger;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** What the watcher hears: how its requests fare, and operators who want a poll. */
@ApplicationScoped
public class WatcherInbox {
    private final RequestLedger ledger;
    private final PollSchedule schedule;
    private final Clock clock;
    private final String run;

    WatcherInbox(RequestLedger ledger, PollSchedule schedule, Clock clock, ServiceEnvironment environment) {
        this.ledger = ledger;
        this.schedule = schedule;
        this.clock = clock;
        this.run = environment.run();
    }

    /** Results of earlier runs are history: their blobs may be gone since. */
    @Incoming("fetch-results")
    void result(String record) {
        if (EventCodec.decode(record) instanceof FetchResult result
                && result.run().equals(run)) {
            note(result);
        }
    }

    private void note(FetchResult result) {
        Instant now = clock.instant();
        ledger.heard(now);
        if (result instanceof ItemStored stored) {
            ledger.stored(stored.sha256());
        } else if (result instanceof ItemFailed failed) {
            ledger.failed(failed.sha256(), failed.retryable(), failed.notBefore(), now);
        } else if (result instanceof ItemRejected rejected) {
            ledger.failed(rejected.sha256(), false, null, now);
        }
    }

    @Incoming("fetch-progress")
    void progress(String record) {
        if (EventCodec.decode(record) instanceof FetchProgress progress
                && !progress.transfers().isEmpty()) {
            ledger.heard(clock.instant());
        }
    }

    @Incoming("commands")
    void command(String record) {
        if (EventCodec.decode(record) instanceof PollRequested poll) {
            schedule.pollNow(poll.mirror());
        }
    }
}
