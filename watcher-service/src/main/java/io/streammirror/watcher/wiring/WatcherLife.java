package io.streammirror.watcher.wiring;

import io.quarkus.runtime.StartupEvent;
import io.streammirror.config.MirrorSettings;
import io.streammirror.config.Settings;
import io.streammirror.decision.DecisionLog;
import io.streammirror.service.ServiceEnvironment;
import io.streammirror.service.TopicKeeper;
import io.streammirror.service.WriterCheck;
import io.streammirror.service.trace.Traces;
import io.streammirror.store.ObjectStore;
import io.streammirror.store.UnfitStoreException;
import io.streammirror.upstream.MetadataReader;
import io.streammirror.upstream.MirrorUpstream;
import io.streammirror.watcher.accept.Acceptance;
import io.streammirror.watcher.poll.MirrorPoll;
import io.streammirror.watcher.poll.Patience;
import io.streammirror.watcher.poll.PollSchedule;
import io.streammirror.watcher.request.MissingItems;
import io.streammirror.watcher.request.RequestLedger;
import io.streammirror.watcher.request.WantedBlobs;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.Uuid;
import org.jboss.logging.Logger;

/** Starts the watcher as soon as broker and store answer, and keeps what it stands on. */
@ApplicationScoped
public class WatcherLife {
    private static final Logger LOG = Logger.getLogger(WatcherLife.class);

    /** So often the topics are looked after, and what is overdue is asked for again. */
    private static final long HOUSEKEEPING_SECONDS = 5;

    private final Settings settings;
    private final ServiceEnvironment environment;
    private final TopicKeeper topics;
    private final ObjectStore store;
    private final DecisionLog log;
    private final WriterCheck writer;
    private final MetadataReader documents;
    private final WantedBlobs wanted;
    private final RequestLedger ledger;
    private final MissingItems missing;
    private final WatcherChannels channels;
    private final PollSchedule schedule;
    private final Traces traces;
    private final ScheduledExecutorService executor;
    private final Clock clock;

    private Map<String, Uuid> knownTopics = Map.of();
    private boolean started;

    WatcherLife(
            Settings settings,
            ServiceEnvironment environment,
            TopicKeeper topics,
            ObjectStore store,
            DecisionLog log,
            WriterCheck writer,
            MetadataReader documents,
            WantedBlobs wanted,
            RequestLedger ledger,
            MissingItems missing,
            WatcherChannels channels,
            PollSchedule schedule,
            Traces traces,
            WatcherThreads threads,
            Clock clock) {
        this.settings = settings;
        this.environment = environment;
        this.topics = topics;
        this.store = store;
        this.log = log;
        this.writer = writer;
        this.documents = documents;
        this.wanted = wanted;
        this.ledger = ledger;
        this.missing = missing;
        this.channels = channels;
        this.schedule = schedule;
        this.traces = traces;
        this.executor = threads.executor();
        this.clock = clock;
    }

    void onStart(@Observes StartupEvent event) {
        var unused = executor.scheduleWithFixedDelay(this::keepHouse, 0, HOUSEKEEPING_SECONDS, TimeUnit.SECONDS);
    }

    private void keepHouse() {
        try {
            Map<String, Uuid> found = topics.ensure();
            if (!started) {
                store.ensureBucket();
                writer.run();
                settings.polled().forEach(this::startPolling);
                started = true;
            } else if (!found.equals(knownTopics)) {
                LOG.warn("Topics were deleted and created anew; everything is announced and asked for again");
                ledger.queueLost();
                schedule.startOver();
            } else if (ledger.anyDue(clock.instant()) || missing.isDeferred()) {
                traces.inSpan("ask again", step -> {
                    int asked = settings.polled().stream()
                            .mapToInt(mirror -> missing.askFor(mirror.name()))
                            .sum();
                    step.note("asked", asked);
                    return asked;
                });
            }
            knownTopics = found;
        } catch (UnfitStoreException told) {
            // The process is about to end.
            LOG.debug("Not started", told);
        } catch (RuntimeException e) {
            LOG.warnf("Housekeeping is tried again reason=\"%s\"", e.getMessage());
            LOG.debug("Housekeeping failed", e);
        }
    }

    private void startPolling(MirrorSettings mirror) {
        MirrorUpstream upstream = MirrorUpstream.of(mirror, documents, clock);
        var poll = new MirrorPoll(
                mirror.name(),
                upstream,
                new Acceptance(mirror, store, log, clock),
                wanted,
                missing,
                channels,
                new Patience(pause -> TimeUnit.MILLISECONDS.sleep(pause.toMillis()), clock),
                clock,
                environment.run());
        schedule.start(mirror.name(), mirror.pollInterval(), poll);
    }
}
