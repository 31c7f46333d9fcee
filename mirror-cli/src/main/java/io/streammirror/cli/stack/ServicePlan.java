package io.streammirror.cli.stack;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The services of a stack with their JVM flags, ports and environment; the environment is the contract with the services. */
final class ServicePlan {
    private static final String LOOPBACK = "127.0.0.1";

    private final StackOptions options;
    private final Ports ports;
    private final Map<String, String> shared;

    ServicePlan(StackOptions options, Ports ports, Map<String, String> shared) {
        this.options = options;
        this.ports = ports;
        this.shared = new HashMap<>(shared);
        // Whoever presses Ctrl-C wants it to end: nobody is drained, and by default each channel would pause for 2 s.
        this.shared.put("QUARKUS_SHUTDOWN_TIMEOUT", "1S");
        this.shared.put("MP_MESSAGING_CONNECTOR_SMALLRYE_KAFKA_GRACEFUL_SHUTDOWN", "false");
    }

    /** In the order of their start; they end in the reverse: first who makes work, last who serves people. */
    List<ServiceSpec> specs() {
        var specs = new ArrayList<ServiceSpec>();
        specs.add(publisher());
        specs.add(internal("watcher", "watcher-service", "160m", ports.watcher()));
        for (int i = 0; i < ports.fetchers().size(); i++) {
            // Part buffers of 96 MB by default, and the heap around them.
            specs.add(internal(
                    "fetcher-" + (i + 1),
                    "fetcher-service",
                    "224m",
                    ports.fetchers().get(i)));
        }
        return specs;
    }

    private ServiceSpec publisher() {
        var environment = new HashMap<>(shared);
        environment.put("QUARKUS_HTTP_HOST", options.publicHost());
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(ports.publicPort()));
        environment.put("QUARKUS_MANAGEMENT_HOST", LOOPBACK);
        environment.put("QUARKUS_MANAGEMENT_PORT", Integer.toString(ports.publisherManagement()));
        return new ServiceSpec(
                "publisher", jar("publisher-service"), ports.publisherManagement(), flags("192m"), environment);
    }

    private ServiceSpec internal(String name, String module, String heap, int port) {
        var environment = new HashMap<>(shared);
        environment.put("QUARKUS_HTTP_HOST", LOOPBACK);
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        return new ServiceSpec(name, jar(module), port, flags(heap), environment);
    }

    private static List<String> flags(String heap) {
        return List.of(
                "-Xmx" + heap,
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-Xss512k",
                "-Dfile.encoding=UTF-8",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager");
    }

    private Path jar(String module) {
        Path jar = options.home().resolve(module).resolve("target/quarkus-app/quarkus-run.jar");
        if (!Files.exists(jar)) {
            throw new StackException("packaged service " + jar + " is missing: build with 'mvn -DskipTests package' in "
                    + options.home());
        }
        return jar;
    }
}
