package io.streammirror.publisher.notify;

import io.streammirror.config.NotificationKeys;
import io.streammirror.config.NotificationKind;
import io.streammirror.config.Settings;
import io.streammirror.config.SettingsFixture;
import io.streammirror.decision.Decision;
import io.streammirror.decision.DecisionLog;
import io.streammirror.decision.LivePublication;
import io.streammirror.decision.LogEntry;
import io.streammirror.decision.Objection;
import io.streammirror.decision.Proposal;
import io.streammirror.decision.PublicationRetention;
import io.streammirror.decision.Suspicion;
import io.streammirror.http.EnvironmentProxies;
import io.streammirror.http.HttpOptions;
import io.streammirror.http.HttpTransport;
import io.streammirror.mirror.MirrorName;
import io.streammirror.publisher.publication.Counts;
import io.streammirror.publisher.state.PublisherState;
import io.streammirror.retry.Backoff;
import io.streammirror.retry.Sleeper;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.InMemoryObjectStore;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/** A log whose decisions webhooks are notified of, and publishers that do so. */
final class NotifiedLog {
    static final MirrorName MIRROR = new MirrorName("maas-stable");
    static final MirrorName OTHER = new MirrorName("candidate");
    static final Duration MAX_ATTEMPT = Duration.ofSeconds(2);
    static final Clock CLOCK = Clock.systemUTC();
    static final String KEY = "A".repeat(40);

    /** Reading it takes a while. */
    private static final Settings SETTINGS = SettingsFixture.settings(
            SettingsFixture.mirror(MIRROR).build(),
            SettingsFixture.mirror(OTHER).build());

    final InMemoryObjectStore store = new InMemoryObjectStore();
    final DecisionLog log = new DecisionLog(store, CLOCK, "test");
    final Settings settings = SETTINGS;
    final PublisherState state = new PublisherState(settings, CLOCK);
    final AtomicLong storedBytes = new AtomicLong();

    /** The keys of a webhook with these kinds of events; none for all. */
    static NotificationKeys keys(URI url, NotificationKind... kinds) {
        return new NotificationKeys() {
            @Override
            public Optional<URI> url() {
                return Optional.of(url);
            }

            @Override
            public Optional<Path> secretFile() {
                return Optional.empty();
            }

            @Override
            public Optional<List<NotificationKind>> events() {
                return kinds.length == 0 ? Optional.empty() : Optional.of(List.of(kinds));
            }

            @Override
            public Optional<List<MirrorName>> mirrors() {
                return Optional.of(List.of(MIRROR));
            }

            @Override
            public Duration failingAfter() {
                return Duration.ofHours(1);
            }

            @Override
            public double minFree() {
                return 0.1;
            }
        };
    }

    /** A worker of a publisher with this name. */
    WebhookWorker worker(String webhook, String publisher, NotificationKeys keys, WebhookSecrets secrets) {
        var http = new HttpTransport(HttpOptions.of(MAX_ATTEMPT, MAX_ATTEMPT, 2), EnvironmentProxies.read(Map.of()));
        return new WebhookWorker(
                webhook,
                log,
                new NotificationQueue(
                        keys,
                        log,
                        () -> log.head().sequence(),
                        new LogNotifications(switched -> new Counts(1, 2, 3)),
                        new Conditions(keys, settings, state, storedBytes::get, CLOCK)),
                new DeliverySteps(store, webhook, publisher, CLOCK),
                new WebhookSender(keys.url().orElseThrow(), secrets, http, MAX_ATTEMPT, CLOCK),
                new Backoff(new Random(1), Duration.ofMillis(200)),
                Sleeper.SYSTEM,
                Duration.ofMillis(20));
    }

    static Sha256 hash(String text) {
        return Sha256.of(text.getBytes(StandardCharsets.UTF_8));
    }

    LogEntry publish(String name) {
        return publish(MIRROR, name, KEY);
    }

    LogEntry publish(MirrorName mirror, String name, String signer) {
        Instant now = CLOCK.instant().truncatedTo(ChronoUnit.SECONDS);
        return log.append(head -> {
                    var live = new LivePublication(hash(name), hash("catalog"), now, head.nextSequence(), signer);
                    return Optional.of(new Proposal(
                            new Decision.PublicationSwitched(mirror, live.id(), live.catalog(), now, signer),
                            head.state()
                                    .with(
                                            mirror,
                                            head.state()
                                                    .mirror(mirror)
                                                    .withLive(
                                                            live,
                                                            now,
                                                            new PublicationRetention(10, Duration.ofHours(1))))));
                })
                .orElseThrow();
    }

    LogEntry hold(String reason) {
        return log.append(head -> Optional.of(new Proposal(
                        new Decision.UpstreamHeld(
                                MIRROR,
                                hash("held"),
                                hash("difference"),
                                List.of(new Objection(Suspicion.ROLLBACK, reason))),
                        head.state())))
                .orElseThrow();
    }

    LogEntry refuse(String reason) {
        return log.append(head ->
                        Optional.of(new Proposal(new Decision.UpstreamRefused(MIRROR, reason, null), head.state())))
                .orElseThrow();
    }
}
