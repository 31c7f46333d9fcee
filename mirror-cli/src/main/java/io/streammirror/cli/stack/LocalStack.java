package io.streammirror.cli.stack;

import io.streammirror.cli.exit.UsageException;
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

/** The whole mirror on one machine: broker and store in this process where the settings name none, services as children. */
public final class LocalStack implements AutoCloseable {
    private static final Duration PAUSE_BETWEEN_TRIES = Duration.ofSeconds(3);

    private final String run = UUID.randomUUID().toString();
    private final FreePort free = new FreePort();
    private final StackOptions options;
    private final DataDirectory data;
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private StackPorts ports;
    private @Nullable Supervisor supervisor;
    private boolean closed;

    private LocalStack(StackOptions options, DataDirectory data) {
        this.options = options;
        this.data = data;
        this.ports = ports(options, free);
        parts.push(data);
    }

    /**
     * Returns when every service is ready.
     *
     * @param settings what the configuration file of the options says, to know which parts are not embedded
     * @param data is closed with the stack
     * @param notices is told of services that die and come back
     */
    public static LocalStack start(
            StackOptions options, Settings settings, DataDirectory data, Consumer<String> notices) {
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

    /** Names this run; the publisher tells it in its status. */
    public String run() {
        return run;
    }

    public URI publicUrl() {
        return URI.create("http://127.0.0.1:" + ports().publicPort());
    }

    public synchronized StackPorts ports() {
        return ports;
    }

    public DataDirectory data() {
        return data;
    }

    /** Kills a service by its name in {@link StackPorts#pids()} without a warning; it comes back by itself. */
    public synchronized void kill(String service) {
        if (supervisor != null) {
            supervisor.kill(service);
        }
    }

    /** Returns when the stack was closed, by whomever. */
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
            // One part that does not end cleanly must not keep the others, processes among them, running.
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
        startServices(plan.specs(), notices).awaitReady();
    }

    private static void requireExternal(Settings settings) {
        if (settings.serve().tls().isPresent()) {
            throw new UsageException("stream-mirror.serve.tls: this stack is asked by its own commands over plain HTTP;"
                    + " leave it out and put a proxy in front, or run the publisher by itself");
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
                    () -> own(EmbeddedBroker.start(data.kafka(), ports().kafka(), controller)));
            environment.put("STREAM_MIRROR_KAFKA_BOOTSTRAP", "127.0.0.1:" + ports().kafka());
        }
        if (settings.store().endpoint().isEmpty()) {
            own(EmbeddedS3.start(data.s3(), ports().s3(), credentials));
            environment.put("STREAM_MIRROR_STORE_ENDPOINT", "http://127.0.0.1:" + ports().s3());
            environment.put(
                    "STREAM_MIRROR_STORE_CREDENTIALS_FILE",
                    data.secrets().credentialsFile().toString());
        }
        try {
            broker.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof StackException known ? known : e;
        }
    }

    private synchronized Supervisor startServices(List<ServiceSpec> specs, Consumer<String> notices) {
        var started = own(new Supervisor(specs, data.logs(), notices, this::tellPorts));
        supervisor = started;
        return started;
    }

    /** Ctrl-C may come at any time of the start; what appears after the end is ended at once. */
    private synchronized <T extends AutoCloseable> T own(T part) {
        if (closed) {
            closeOne(part);
            throw new StackException("the stack was ended while it started");
        }
        parts.push(part);
        return part;
    }

    private synchronized void tellPorts() {
        if (!closed && supervisor != null) {
            ports = ports.withPids(supervisor.pids());
            data.writePorts(ports);
        }
    }

    private static StackPorts ports(StackOptions options, FreePort free) {
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
            throw new UsageException(
                    "port " + port + " cannot be used (" + e.getMessage() + "): choose another with --port");
        }
    }
}
