package io.streammirror.stack;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.common.config.ConfigResource;

/**
 * The heartbeats of share groups at the embedded broker. They are frequent at first, because a member of a new group learns
 * of its partition with a heartbeat. Later they only show that a member lives.
 */
final class ShareHeartbeats {
    static final Duration FIRST_INTERVAL = Duration.ofSeconds(1);

    /** The default of Kafka; a member is dropped after nine times as long. */
    static final Duration LATER_INTERVAL = Duration.ofSeconds(5);

    private static final String INTERVAL_KEY = "share.heartbeat.interval.ms";
    private static final int TIMEOUT_SECONDS = 5;

    private ShareHeartbeats() {}

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
