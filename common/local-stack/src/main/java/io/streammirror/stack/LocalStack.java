package io.streammirror.stack;

import io.streammirror.config.Settings;
import io.streammirror.store.StoreCredentials;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The whole mirror on one machine: embedded broker and store unless the settings name external ones, and services as child processes. */
public final class LocalStack implements AutoCloseable {
    private static final Duration PAUSE_BETWEEN_TRIES = Duration.ofSeconds(3);

    private final String run = UUID.randomUUID().toString();
    private final FreePort free = new FreePort();
    private final StackSpec options;
    private final DataDirectory data;
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private StackPorts ports;
    private @Nullable Supervisor supervisor;
    private boolean closed;

    private LocalStack(StackSpec options, DataDirectory data) {
        this.options = options;
        this.data = data;
        this.ports = ports(options, free);
        parts.push(data);
    }

    /**
     * Returns when every service is ready.
     *
     * @param settings the configuration, which names the external parts
     * @param data closed together with the stack
     * @param notices receives a line when a service ends or starts again
     */
    public static LocalStack start(StackSpec options, Settings settings, DataDirectory data, Consumer<String> notices) {
        LocalStack stack;
        try {
            stack = new LocalStack(options, data);
        } catch (RuntimeException e) {
            data.close();
            throw e;
        }
        var onExit = new Thread(stack::close, "stack-end");
        Runtime.getRuntime().addShutdownHook(onExit);
        try {
            stack.startParts(settings, notices);
            return stack;
        } catch (RuntimeException | IOException e) {
            stack.close();
            throw e instanceof RuntimeException known ? known : new StackException(e.toString(), e);
        }
    }

    /** The name of this run, as in the publisher's status. */
    public String run() {
        return run;
    }

    public URI publicUrl() {
        return URI.create("http://127.0.0.1:" + ports().publicPort());
    }

    /** Of the publisher's management port. */
    public URI managementUrl() {
        return URI.create("http://127.0.0.1:" + ports().publisherManagement());
    }

    public synchronized StackPorts ports() {
        return ports;
    }

    public DataDirectory data() {
        return data;
    }

    /** Returns when the stack is closed. */
    public void awaitEnd() throws InterruptedException {
        ended.await();
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        while (!parts.isEmpty()) {
            closeOne(parts.pop());
        }
        ended.countDown();
    }

    private static void closeOne(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            // The other parts, processes among them, must end too.
            System.err.println("mirror: " + part.getClass().getSimpleName() + " did not end cleanly: " + e);
        }
    }

    private void startParts(Settings settings, Consumer<String> notices) throws IOException {
        StackLog.to(data.logs());
        requireExternal(settings);
        SigningKeyCreator.ensure(settings.signing());
        var environment = new HashMap<>(Map.of(
                "STREAM_MIRROR_CONFIG", options.config().toString(),
                "STREAM_MIRROR_DATA", data.root().toString(),
                "STREAM_MIRROR_RUN", run));
        if (settings.admin().tokenFile().isEmpty()) {
            environment.put(
                    "STREAM_MIRROR_ADMIN_TOKEN_FILE",
                    data.secrets().adminTokenFile().toString());
        }
        startEmbedded(settings, environment);
        var plan = new ServicePlan(options, ports(), settings.fetch().buffers(), environment);
        Supervisor services = startServices(plan.specs(), notices);
        services.awaitReady();
        if (settings.kafka().bootstrap().isEmpty()) {
            adopt(AfterStart.of("127.0.0.1:" + ports().kafka()));
        }
        if (!options.recording()) {
            UnusedArchives.notice(options.home(), services.pids()).ifPresent(notices);
        }
    }

    private static void requireExternal(Settings settings) {
        if (settings.serve().tls().isPresent()) {
            throw new StackConfigurationException(
                    "stream-mirror.serve.tls: the commands of this stack use plain HTTP; leave the setting out and put a proxy"
                            + " in front, or run the publisher as a service of its own");
        }
        settings.store()
                .endpoint()
                .map(ExternalPart::store)
                .ifPresent(part -> part.requireReachable(PAUSE_BETWEEN_TRIES));
        settings.kafka()
                .bootstrap()
                .map(ExternalPart::broker)
                .ifPresent(part -> part.requireReachable(PAUSE_BETWEEN_TRIES));
    }

    private void startEmbedded(Settings settings, Map<String, String> environment) throws IOException {
        StoreCredentials credentials = data.secrets().credentials();
        CompletableFuture<Void> broker = CompletableFuture.completedFuture(null);
        if (settings.kafka().bootstrap().isEmpty()) {
            int controller = free.next();
            broker = CompletableFuture.runAsync(
                    () -> adopt(EmbeddedBroker.start(data.kafka(), ports().kafka(), controller)));
            environment.put("STREAM_MIRROR_KAFKA_BOOTSTRAP", "127.0.0.1:" + ports().kafka());
        }
        if (settings.store().endpoint().isEmpty()) {
            adopt(EmbeddedS3.start(data.s3(), ports().s3(), credentials));
            environment.put("STREAM_MIRROR_STORE_ENDPOINT", "http://127.0.0.1:" + ports().s3());
            environment.put(
                    "STREAM_MIRROR_STORE_CREDENTIALS_FILE",
                    data.secrets().credentialsFile().toString());
            environment.put("STREAM_MIRROR_SERVE_STORE_CONNECTIONS", Integer.toString(EmbeddedS3.MAX_READERS));
            if (settings.scrub().every().isEmpty()) {
                environment.put("STREAM_MIRROR_SCRUB_EVERY", "30d");
            }
        }
        try {
            broker.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof StackException known ? known : e;
        }
    }

    private synchronized Supervisor startServices(List<ServiceSpec> specs, Consumer<String> notices) {
        Duration grace = options.recording() ? ClassArchive.MAX_WRITING : Supervisor.GRACE;
        var started = adopt(new Supervisor(specs, data.logs(), notices, this::writePorts, grace));
        supervisor = started;
        return started;
    }

    /** Ctrl-C may arrive at any time of the start; a part that starts later is closed at once. */
    private synchronized <T extends AutoCloseable> T adopt(T part) {
        if (closed) {
            closeOne(part);
            throw new StackException("the stack was stopped during its start");
        }
        parts.push(part);
        return part;
    }

    private synchronized void writePorts() {
        if (!closed && supervisor != null) {
            ports = ports.withPids(supervisor.pids());
            data.writePorts(ports);
        }
    }

    private static StackPorts ports(StackSpec options, FreePort free) {
        free.reserve(options.publicPort());
        int publicPort = options.publicPort() == 0 ? free.next() : options.publicPort();
        requireFree(options.publicHost(), publicPort);
        return new StackPorts(
                publicPort,
                free.next(),
                free.next(),
                IntStream.range(0, options.fetchers())
                        .mapToObj(i -> free.next())
                        .toList(),
                free.next(),
                free.next(),
                Map.of());
    }

    private static void requireFree(String host, int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(host, port));
        } catch (IOException e) {
            throw new StackConfigurationException(
                    "port " + port + " cannot be used (" + e.getMessage() + "): choose another with --port");
        }
    }
}
