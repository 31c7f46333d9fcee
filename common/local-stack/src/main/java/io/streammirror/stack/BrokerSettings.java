package io.streammirror.stack;

import java.nio.file.Path;
import java.util.Properties;

/** The properties of a single-node broker on a small machine. */
final class BrokerSettings {
    static final String CONTROLLER = "CONTROLLER";
    static final int NODE = 1;

    private static final String QUARTER_MIB = Integer.toString(256 * 1024);
    private static final String EIGHT_MIB = Integer.toString(8 * 1024 * 1024);
    private static final String SIXTEEN_MIB = Integer.toString(16 * 1024 * 1024);

    private BrokerSettings() {}

    /** No durable state contains ports: with one voter, named by its address, they may differ at each start. */
    static Properties of(Path directory, int port, int controllerPort) {
        var p = new Properties();
        p.setProperty("process.roles", "broker,controller");
        p.setProperty("node.id", Integer.toString(NODE));
        p.setProperty("log.dirs", directory.toString());
        p.setProperty(
                "listeners", "PLAINTEXT://127.0.0.1:" + port + "," + CONTROLLER + "://127.0.0.1:" + controllerPort);
        p.setProperty("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
        p.setProperty("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT," + CONTROLLER + ":PLAINTEXT");
        p.setProperty("controller.listener.names", CONTROLLER);
        p.setProperty("controller.quorum.voters", NODE + "@127.0.0.1:" + controllerPort);
        // Topics have meant settings; one that springs up by a typing error or too early a consumer has none.
        p.setProperty("auto.create.topics.enable", "false");
        singleNode(p);
        smallFootprint(p);
        return p;
    }

    private static void singleNode(Properties p) {
        p.setProperty("default.replication.factor", "1");
        p.setProperty("min.insync.replicas", "1");
        for (String topic : new String[] {"offsets.topic", "transaction.state.log", "share.coordinator.state.topic"}) {
            p.setProperty(topic + ".replication.factor", "1");
            p.setProperty(topic + ".num.partitions", "1");
        }
        p.setProperty("transaction.state.log.min.isr", "1");
        p.setProperty("share.coordinator.state.topic.min.isr", "1");
        p.setProperty("group.initial.rebalance.delay.ms", "0");
    }

    private static void smallFootprint(Properties p) {
        p.setProperty("num.network.threads", "2");
        p.setProperty("num.io.threads", "4");
        p.setProperty("background.threads", "2");
        p.setProperty("num.recovery.threads.per.data.dir", "1");
        p.setProperty("group.coordinator.threads", "1");
        p.setProperty("share.coordinator.threads", "1");
        String firstInterval = Long.toString(ShareHeartbeats.FIRST_INTERVAL.toMillis());
        p.setProperty("group.share.min.heartbeat.interval.ms", firstInterval);
        p.setProperty("group.share.heartbeat.interval.ms", firstInterval);
        // A member of a known group gets its partition as soon as it joins, not with its next heartbeat.
        p.setProperty("group.share.assignor.offload.enable", "false");
        p.setProperty("group.share.assignment.interval.ms", "0");
        p.setProperty("log.cleaner.threads", "1");
        // The default, 128 MiB, would be half of the process.
        p.setProperty("log.cleaner.dedupe.buffer.size", EIGHT_MIB);
        p.setProperty("log.cleaner.io.buffer.size", QUARTER_MIB);
        p.setProperty("log.segment.bytes", SIXTEEN_MIB);
        p.setProperty("log.index.size.max.bytes", Integer.toString(1024 * 1024));
        p.setProperty("metadata.log.segment.bytes", SIXTEEN_MIB);
        p.setProperty("socket.request.max.bytes", SIXTEEN_MIB);
        p.setProperty("metric.reporters", "");
        // They show followers of the controller that it lives. It has none, and each of them is a write.
        p.setProperty("metadata.max.idle.interval.ms", "0");
    }
}
