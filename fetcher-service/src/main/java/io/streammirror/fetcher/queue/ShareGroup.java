package io.streammirror.fetcher.queue;

import io.streammirror.service.QueueLag;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;

/** The settings of the fetchers' share group, which the broker keeps; setting them again changes nothing. */
final class ShareGroup {
    static final String NAME = QueueLag.SHARE_GROUP;

    /** How soon the requests of a dead fetcher return to the queue; the minimum that a broker allows by default. */
    static final Duration LOCK = Duration.ofSeconds(15);

    /** The broker drops a record after this many deliveries, the maximum that it allows by default. The last one only reports it. */
    static final int MAX_DELIVERIES = 10;

    /** This many of them are reserved for fetchers that die or lose their record; those before may also be early releases. */
    static final int RESERVED_DELIVERIES = 5;

    private static final long TIMEOUT_SECONDS = 10;

    private static final Map<String, String> SETTINGS = Map.of(
            // Requests from before the first fetcher count too.
            "share.auto.offset.reset", "earliest",
            "share.record.lock.duration.ms", Long.toString(LOCK.toMillis()),
            "share.delivery.count.limit", Integer.toString(MAX_DELIVERIES),
            "share.renew.acknowledge.enable", "true",
            "share.isolation.level", "read_uncommitted");

    private ShareGroup() {}

    /** Writes the settings; throws if the broker does not answer or refuses. */
    static void configure(Map<String, Object> clientProperties)
            throws ExecutionException, InterruptedException, TimeoutException {
        List<AlterConfigOp> changes = SETTINGS.entrySet().stream()
                .map(setting -> new AlterConfigOp(
                        new ConfigEntry(setting.getKey(), setting.getValue()), AlterConfigOp.OpType.SET))
                .toList();
        try (Admin admin = Admin.create(new HashMap<>(clientProperties))) {
            admin.incrementalAlterConfigs(Map.of(new ConfigResource(ConfigResource.Type.GROUP, NAME), changes))
                    .all()
                    .get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        }
    }
}
