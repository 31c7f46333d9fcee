package io.streammirror.stack;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The services of a stack with their JVM flags, ports and environment variables, which the services read. */
final class ServicePlan {
    private static final String LOOPBACK = "127.0.0.1";

    private static final long MIB = 1L << 20;

    /** The heap of a fetcher besides its part buffers. */
    private static final long FETCHER_BASE_MIB = 48;

    /** Fits a products document of 40 MB as received, verified and parsed; the heap only grows this far for one. */
    private static final List<String> WATCHER_HEAP = List.of("-Xms32m", "-Xmx512m");

    /** Without a minimum, a JVM begins with a 64th of the machine's memory, and its young generation fills up with garbage. */
    private static final List<String> PUBLISHER_HEAP = List.of("-Xms48m", "-Xmx192m");

    /**
     * Three times HotSpot's defaults: while four JVMs start on one machine, half of what the second compiler compiles is
     * not worth it. As in the launcher.
     */
    private static final List<String> LATER_SECOND_COMPILER = List.of(
            "-XX:Tier4InvocationThreshold=15000",
            "-XX:Tier4MinInvocationThreshold=2000",
            "-XX:Tier4CompileThreshold=40000",
            "-XX:Tier4BackEdgeThreshold=120000");

    private final StackSpec options;
    private final StackPorts ports;
    private final long fetchBuffers;
    private final Map<String, String> shared;

    /**
     * @param fetchBuffers bytes of part buffers in each fetcher
     */
    ServicePlan(StackSpec options, StackPorts ports, long fetchBuffers, Map<String, String> shared) {
        this.options = options;
        this.fetchBuffers = fetchBuffers;
        this.ports = ports;
        this.shared = new HashMap<>(shared);
        // Without it glibc keeps an arena for every thread that ever allocated.
        this.shared.put("MALLOC_ARENA_MAX", "2");
        // Ctrl-C must end the stack soon.
        this.shared.put("QUARKUS_SHUTDOWN_TIMEOUT", "1S");
    }

    /** In the order of their start. They stop in reverse order, so the publisher serves longest. */
    List<ServiceSpec> specs() {
        var specs = new ArrayList<ServiceSpec>();
        specs.add(publisher());
        specs.add(internal("watcher", service("watcher"), WATCHER_HEAP, ports.watcher()));
        PackagedService fetcher = service("fetcher");
        for (int i = 0; i < ports.fetchers().size(); i++) {
            specs.add(internal(
                    "fetcher-" + (i + 1),
                    fetcher,
                    fetcherHeap(fetchBuffers),
                    ports.fetchers().get(i)));
        }
        return specs;
    }

    private PackagedService service(String name) {
        return PackagedService.in(options.home(), name);
    }

    private ServiceSpec publisher() {
        var environment = new HashMap<>(shared);
        environment.put("QUARKUS_HTTP_HOST", options.publicHost());
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(ports.publicPort()));
        environment.put("STREAM_MIRROR_SERVE_DRAIN_TIMEOUT", "1s");
        environment.put("QUARKUS_MANAGEMENT_HOST", LOOPBACK);
        environment.put("QUARKUS_MANAGEMENT_PORT", Integer.toString(ports.publisherManagement()));
        PackagedService service = service("publisher");
        return new ServiceSpec(
                "publisher", service, ports.publisherManagement(), flags(service, PUBLISHER_HEAP), environment);
    }

    private ServiceSpec internal(String name, PackagedService service, List<String> heap, int port) {
        var environment = new HashMap<>(shared);
        environment.put("QUARKUS_HTTP_HOST", LOOPBACK);
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        return new ServiceSpec(name, service, port, flags(service, heap), environment);
    }

    /** With a small young generation, part buffers are not copied. An idle fetcher gives back the memory of unused ones. */
    static List<String> fetcherHeap(long buffers) {
        long mebibytes = (buffers + MIB - 1) / MIB + FETCHER_BASE_MIB;
        return List.of(
                "-Xms32m",
                "-Xmx" + mebibytes + "m",
                "-Xmn12m",
                "-XX:-ShrinkHeapInSteps",
                "-XX:MinHeapFreeRatio=20",
                "-XX:MaxHeapFreeRatio=40");
    }

    private List<String> flags(PackagedService service, List<String> heap) {
        var flags = new ArrayList<>(heap);
        flags.addAll(List.of(
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                // Returns freed native memory; not every supported Java has it.
                "-XX:+IgnoreUnrecognizedVMOptions",
                "-XX:TrimNativeHeapInterval=5000",
                "-Xss512k",
                // Else each JVM wakes twenty times a second for figures that jstat could read.
                "-XX:-UsePerfData",
                // docs/adr/0015-little-inlining.md
                "-XX:MaxInlineLevel=3",
                "-XX:FreqInlineSize=60",
                "-XX:InlineSmallCode=500",
                "-Dfile.encoding=UTF-8",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager"));
        flags.addAll(LATER_SECOND_COMPILER);
        ClassArchive archive = ClassArchive.of(service);
        flags.addAll(options.recording() ? archive.recordingFlags() : archive.flags());
        return flags;
    }
}
