package io.streammirror.publisher.notify;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.streammirror.api.NotificationTestReport;
import io.streammirror.api.NotificationTestReport.WebhookTest;
import io.streammirror.concurrent.DaemonThreads;
import io.streammirror.config.NotificationKeys;
import io.streammirror.config.Settings;
import io.streammirror.config.SettingsException;
import io.streammirror.decision.DecisionLog;
import io.streammirror.http.EnvironmentProxies;
import io.streammirror.http.HttpOptions;
import io.streammirror.http.HttpTransport;
import io.streammirror.publisher.publication.Publications;
import io.streammirror.publisher.schedule.MirrorWorkers;
import io.streammirror.publisher.state.PublisherState;
import io.streammirror.retry.Backoff;
import io.streammirror.retry.Sleeper;
import io.streammirror.service.ServiceEnvironment;
import io.streammirror.store.ObjectStore;
import io.streammirror.text.SafeText;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;

/** The webhooks of the configuration: a thread and connections of its own for each, so that a slow one delays no other. */
@Singleton
public class Webhooks {
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Duration CONNECT = Duration.ofSeconds(10);

    /** The right to send is given back within this time. */
    private static final Duration MAX_STOP = Duration.ofSeconds(2);

    private final SortedMap<String, WebhookSender> senders = new TreeMap<>();
    private final SortedMap<String, WebhookWorker> workers = new TreeMap<>();
    private final List<HttpTransport> transports = new ArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(DaemonThreads.named("webhook"));
    private final Clock clock;

    Webhooks(
            Settings settings,
            ServiceEnvironment environment,
            EnvironmentProxies proxies,
            ObjectStore store,
            DecisionLog log,
            Publications publications,
            PublisherState state,
            MirrorWorkers mirrors,
            Clock clock) {
        this.clock = clock;
        var ofLog = new LogNotifications(new PublicationCounts(state, publications)::of);
        settings.notifications().forEach((name, keys) -> {
            WebhookSecrets secrets = secrets(name, keys);
            var http = new HttpTransport(HttpOptions.of(CONNECT, WebhookSender.MAX_ATTEMPT, 2), proxies);
            var sender = new WebhookSender(keys.url().orElseThrow(), secrets, http, WebhookSender.MAX_ATTEMPT, clock);
            var conditions = new Conditions(keys, settings, state, mirrors::storedBytes, clock);
            transports.add(http);
            senders.put(name, sender);
            workers.put(
                    name,
                    new WebhookWorker(
                            name,
                            log,
                            new NotificationQueue(keys, log, state::logSequence, ofLog, conditions),
                            new DeliverySteps(store, name, environment.writer(), clock),
                            sender,
                            new Backoff(ThreadLocalRandom.current(), WebhookWorker.MAX_PAUSE),
                            Sleeper.SYSTEM,
                            TICK));
        });
    }

    /**
     * A check before the start.
     *
     * @throws SettingsException for the first one that cannot be read
     */
    public static void requireSecrets(Settings settings) {
        settings.notifications().forEach(Webhooks::secrets);
    }

    private static WebhookSecrets secrets(String name, NotificationKeys keys) {
        return WebhookSecrets.read(name, keys.secretFile().orElseThrow());
    }

    void start(@Observes StartupEvent event, MeterRegistry registry) {
        counter("delivered", WebhookWorker::sent, registry);
        counter("failed", WebhookWorker::failed, registry);
        workers.values().forEach(threads::execute);
    }

    private void counter(String outcome, ToLongFunction<WebhookWorker> count, MeterRegistry registry) {
        FunctionCounter.builder("stream.mirror.notifications", workers, all -> all.values().stream()
                        .mapToLong(count)
                        .sum())
                .description("Attempts of this publisher to notify webhooks, by outcome")
                .tag("outcome", outcome)
                .register(registry);
    }

    void stop(@Observes ShutdownEvent event) throws IOException {
        threads.shutdownNow();
        try {
            var unused = threads.awaitTermination(MAX_STOP.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (HttpTransport transport : transports) {
            transport.close();
        }
    }

    /** The names of all webhooks. */
    public List<String> names() {
        return List.copyOf(senders.keySet());
    }

    /** Sends a test event once to each of these webhooks, one after the other. Unknown names are left out. */
    public NotificationTestReport test(List<String> webhooks) {
        var tests = new ArrayList<WebhookTest>();
        for (String name : webhooks) {
            WebhookSender sender = senders.get(name);
            if (sender != null) {
                tests.add(test(name, sender));
            }
        }
        return new NotificationTestReport(tests);
    }

    private WebhookTest test(String name, WebhookSender sender) {
        CloudEvent event = NotificationEvents.test(name, clock.instant());
        try {
            String failure = sender.send(event).failure().map(SafeText::line).orElse(null);
            return new WebhookTest(name, event.id(), failure);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new WebhookTest(name, event.id(), "was interrupted");
        }
    }
}
