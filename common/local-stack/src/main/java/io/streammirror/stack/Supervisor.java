package io.streammirror.stack;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Runs all services. They stop in reverse order of their start; services of the same program stop together. */
final class Supervisor implements AutoCloseable {
    /** Long enough to finish a part of an upload and to leave the Kafka groups; the next start resumes the rest. */
    static final Duration GRACE = Duration.ofSeconds(10);

    private static final Duration AFTER_KILL = Duration.ofSeconds(5);

    private final List<SupervisedService> services = new ArrayList<>();
    private final Duration grace;

    /** Starts all at the same time; {@code onStart} runs at each start of a service, restarts included. */
    Supervisor(List<ServiceSpec> specs, Path logs, Consumer<String> notices, Runnable onStart) {
        this(specs, logs, notices, onStart, GRACE);
    }

    /** @param grace time that a service has for its end until it is killed */
    Supervisor(List<ServiceSpec> specs, Path logs, Consumer<String> notices, Runnable onStart, Duration grace) {
        this.grace = grace;
        for (ServiceSpec spec : specs) {
            var log = new ServiceLog(logs.resolve(spec.name() + ".log"));
            services.add(new SupervisedService(spec, log, notices, onStart));
        }
        services.forEach(SupervisedService::start);
    }

    /** Returns when every service was ready; fails as soon as one will never be. */
    void awaitReady() {
        var firstFailure = new CompletableFuture<Void>();
        var all = services.stream()
                .map(service -> service.firstReady().whenComplete((nothing, failure) -> {
                    if (failure != null) {
                        firstFailure.completeExceptionally(failure);
                    }
                }))
                .toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.anyOf(firstFailure, CompletableFuture.allOf(all)).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof StackException known) {
                throw known;
            }
            throw e;
        }
    }

    Map<String, Long> pids() {
        var pids = new TreeMap<String, Long>();
        for (SupervisedService service : services) {
            ServiceProcess process = service.process();
            if (process != null) {
                pids.put(service.name(), process.pid());
            }
        }
        return pids;
    }

    @Override
    public void close() {
        var reversed = new ArrayList<>(services);
        Collections.reverse(reversed);
        for (int from = 0, to; from < reversed.size(); from = to) {
            to = from + 1;
            while (to < reversed.size() && reversed.get(to).isPeerOf(reversed.get(from))) {
                to++;
            }
            end(reversed.subList(from, to));
        }
    }

    private void end(List<SupervisedService> peers) {
        peers.forEach(SupervisedService::terminate);
        List<ServiceProcess> running = awaitEnd(
                peers.stream()
                        .map(SupervisedService::process)
                        .filter(Objects::nonNull)
                        .toList(),
                grace);
        running.forEach(ServiceProcess::kill);
        awaitEnd(running, AFTER_KILL);
    }

    /** Waits for all of them together; returns those that still run. */
    private static List<ServiceProcess> awaitEnd(List<ServiceProcess> processes, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        return processes.stream()
                .filter(process -> !process.await(TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime())))
                .toList();
    }
}
