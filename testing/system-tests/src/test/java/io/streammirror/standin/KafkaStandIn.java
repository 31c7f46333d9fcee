package io.streammirror.standin;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/** A broker that takes its settings from the environment as the image {@code apache/kafka} does. */
final class KafkaStandIn {
    private static final String PREFIX = "KAFKA_";

    /** Read by that image's scripts, not by the broker. */
    private static final Set<String> FOR_SCRIPTS = Set.of("KAFKA_HEAP_OPTS", "KAFKA_OPTS", "KAFKA_VERSION");

    private KafkaStandIn() {}

    public static void main(String[] arguments) throws Exception {
        Properties settings = settings(System.getenv());
        formatAtFirstStart(settings);
        var server = new KafkaRaftServer(KafkaConfig.fromProps(settings, false), Time.SYSTEM);
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "shutdown"));
        server.startup();
        server.awaitShutdown();
    }

    /** {@code KAFKA_LOG_DIRS} is {@code log.dirs}; two underscores are an underscore, three a hyphen. */
    static Properties settings(Map<String, String> environment) {
        var settings = new Properties();
        environment.forEach((name, value) -> {
            if (name.startsWith(PREFIX) && !FOR_SCRIPTS.contains(name)) {
                settings.setProperty(
                        name.substring(PREFIX.length())
                                .toLowerCase(Locale.ROOT)
                                .replace("___", "-")
                                .replace("__", "\0")
                                .replace('_', '.')
                                .replace('\0', '_'),
                        value);
            }
        });
        return settings;
    }

    private static void formatAtFirstStart(Properties settings) throws Exception {
        String directory = settings.getProperty("log.dirs");
        if (Files.exists(Path.of(directory, "meta.properties"))) {
            return;
        }
        new Formatter()
                .setClusterId(Uuid.randomUuid().toString())
                .setNodeId(Integer.parseInt(settings.getProperty("node.id")))
                .setDirectories(Set.of(directory))
                .setMetadataLogDirectory(directory)
                .setControllerListenerName(settings.getProperty("controller.listener.names"))
                .setReleaseVersion(MetadataVersion.latestProduction())
                .setUnstableFeatureVersionsEnabled(false)
                .run();
    }
}
