package io.streammirror.stack;

import io.streammirror.concurrent.DaemonThreads;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;

/**
 * The heartbeats of share groups at the embedded broker. They are frequent at first, because a member of a new group learns
 * of its partition with a heartbeat. Later they only show that a member lives.
 */
final class ShareHeartbeats implements AutoCloseable {
    static final Duration FIRST_INTERVAL = Duration.ofSeconds(1);

    /** The default of Kafka; a member is dropped after nine times as long. */
    static final Duration LATER_INTERVAL = Duration.ofSeconds(5);

    /** After the start, every member of a new group has its partition by then. */
    static final Duration BEGINNING = Duration.ofSeconds(20);

    private static final String INTERVAL_KEY = "share.heartbeat.interval.ms";
    private static final int TIMEOUT_SECONDS = 5;

    private static final Logger LOG = Logger.getLogger(ShareHeartbeats.class.getName());

    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("share-heartbeats"));

    private ShareHeartbeats() {}

    /** Returns at once; a close before the end of the beginning leaves the first interval as it is. */
    static ShareHeartbeats slowDownLater(String bootstrap) {
        var heartbeats = new ShareHeartbeats();
        var unused = heartbeats.timer.schedule(
                () -> heartbeats.slowDownOrLog(bootstrap), BEGINNING.toMillis(), TimeUnit.MILLISECONDS);
        return heartbeats;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    private void slowDownOrLog(String bootstrap) {
        timer.shutdown();
        try {
            slowDown(bootstrap);
        } catch (InterruptedException stackEnds) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            LOG.log(Level.WARNING, "Share groups keep their frequent heartbeats until the next start", e);
        }
    }

    /** Gives all share groups of the broker the later interval, which the broker keeps. */
    static void slowDown(String bootstrap) throws ExecutionException, InterruptedException, TimeoutException {
        var interval = new ConfigEntry(INTERVAL_KEY, Long.toString(LATER_INTERVAL.toMillis()));
        Collection<AlterConfigOp> change = List.of(new AlterConfigOp(interval, AlterConfigOp.OpType.SET));
        Map<String, Object> properties = Map.of(
                "bootstrap.servers",
                bootstrap,
                "default.api.timeout.ms",
                1000 * TIMEOUT_SECONDS,
                "request.timeout.ms",
                1000);
        try (Admin admin = Admin.create(properties)) {
            Map<ConfigResource, Collection<AlterConfigOp>> changes = admin
                    .listGroups(ListGroupsOptions.forShareGroups())
                    .all()
                    .get(TIMEOUT_SECONDS, TimeUnit.SECONDS)
                    .stream()
                    .map(GroupListing::groupId)
                    .collect(Collectors.toMap(
                            group -> new ConfigResource(ConfigResource.Type.GROUP, group), group -> change));
            if (!changes.isEmpty()) {
                admin.incrementalAlterConfigs(changes).all().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            }
        }
    }
}
