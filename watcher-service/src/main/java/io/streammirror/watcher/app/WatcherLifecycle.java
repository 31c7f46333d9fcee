package io.streammirror.watcher.app;

import io.quarkus.runtime.StartupEvent;
import io.streammirror.config.MirrorSettings;
import io.streammirror.config.Settings;
import io.streammirror.decision.DecisionLog;
import io.streammirror.retry.Sleeper;
import io.streammirror.service.ServiceEnvironment;
import io.streammirror.service.TopicProvisioner;
import io.streammirror.service.WriterCheck;
import io.streammirror.service.trace.Traces;
import io.streammirror.store.ObjectStore;
import io.streammirror.store.UnfitStoreException;
import io.streammirror.upstream.DocumentMemory;
import io.streammirror.upstream.MetadataReader;
import io.streammirror.upstream.MirrorUpstream;
import io.streammirror.watcher.accept.CatalogAcceptor;
import io.streammirror.watcher.poll.MirrorPoller;
import io.streammirror.watcher.poll.PollRetry;
import io.streammirror.watcher.poll.PollScheduler;
import io.streammirror.watcher.request.FetchRequester;
import io.streammirror.watcher.request.PendingRequests;
import io.streammirror.watcher.request.WantedBlobs;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.Uuid;
import org.jboss.logging.Logger;

/** Starts the watcher as soon as broker and store answer, and looks after topics and overdue requests. */
@ApplicationScoped
public class WatcherLifecycle {
    private static final Logger LOG = Logger.getLogger(WatcherLifecycle.class);

    /** Interval of housekeeping: topics and overdue requests. */
    private static final long HOUSEKEEPING_SECONDS = 5;

    private final Settings settings;
    private final ServiceEnvironment environment;
    private final TopicProvisioner topics;
    private final ObjectStore store;
    private final DecisionLog log;
    private final WriterCheck writer;
    private final MetadataReader documents;
    private final DocumentMemory memory;
    private final WantedBlobs wanted;
    private final PendingRequests pending;
    private final FetchRequester requester;
    private final KafkaEventPublisher channels;
    private final PollScheduler schedule;
    private final Traces traces;
    private final ScheduledExecutorService executor;
    private final Clock clock;

    private Map<String, Uuid> knownTopics = Map.of();
    private boolean started;

    WatcherLifecycle(
            Settings settings,
            ServiceEnvironment environment,
            TopicProvisioner topics,
            ObjectStore store,
            DecisionLog log,
            WriterCheck writer,
            MetadataReader documents,
            DocumentMemory memory,
            WantedBlobs wanted,
            PendingRequests pending,
            FetchRequester requester,
            KafkaEventPublisher channels,
            PollScheduler schedule,
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
        this.memory = memory;
        this.wanted = wanted;
        this.pending = pending;
        this.requester = requester;
        this.channels = channels;
        this.schedule = schedule;
        this.traces = traces;
        this.executor = threads.executor();
        this.clock = clock;
    }

    void onStart(@Observes StartupEvent event) {
        var unused = executor.scheduleWithFixedDelay(this::housekeeping, 0, HOUSEKEEPING_SECONDS, TimeUnit.SECONDS);
    }

    private void housekeeping() {
        try {
            Map<String, Uuid> found = topics.ensure();
            if (!started) {
                store.ensureBucket();
                writer.run();
                settings.polled().forEach(this::startPolling);
                started = true;
            } else if (!found.equals(knownTopics)) {
                LOG.warn("Topics were deleted and created again; everything is announced and requested again");
                pending.queueLost();
                schedule.startOver();
            } else if (pending.anyDue(clock.instant()) || requester.isDeferred()) {
                traces.inSpan("request again", step -> {
                    int requested = settings.polled().stream()
                            .mapToInt(mirror -> requester.request(mirror.name()))
                            .sum();
                    step.attribute("requested", requested);
                    return requested;
                });
            }
            knownTopics = found;
        } catch (UnfitStoreException e) {
            // The process is about to end.
            LOG.debug("Not started", e);
        } catch (RuntimeException e) {
            LOG.warnf("Housekeeping failed and is tried again reason=%s", e.getMessage());
            LOG.debug("Housekeeping failed", e);
        }
    }

    private void startPolling(MirrorSettings mirror) {
        MirrorUpstream upstream = MirrorUpstream.of(mirror, documents, clock);
        var poll = new MirrorPoller(
                mirror.name(),
                upstream,
                new CatalogAcceptor(mirror, store, log, clock),
                memory,
                wanted,
                requester,
                channels,
                new PollRetry(Sleeper.SYSTEM, clock),
                clock,
                environment.run());
        schedule.start(mirror.name(), mirror.keys().pollInterval(), poll);
    }
}
