package io.streammirror.publisher.schedule;

import static io.streammirror.publisher.Trees.MIRROR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.streammirror.catalog.CatalogCodec;
import io.streammirror.config.Settings;
import io.streammirror.config.SettingsFixture;
import io.streammirror.decision.AcceptedCatalog;
import io.streammirror.decision.Decision;
import io.streammirror.decision.DecisionLog;
import io.streammirror.decision.Proposal;
import io.streammirror.decision.UpstreamMarks;
import io.streammirror.openpgp.KeyAlgorithm;
import io.streammirror.openpgp.SigningKey;
import io.streammirror.publisher.Trees;
import io.streammirror.publisher.sign.PublisherIdentity;
import io.streammirror.publisher.snapshot.BlobInventoryCache;
import io.streammirror.publisher.state.PublisherState;
import io.streammirror.publisher.switchover.MirrorPublisher;
import io.streammirror.service.trace.RecordedTraces;
import io.streammirror.service.trace.TraceParent;
import io.streammirror.service.trace.Traces;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.InMemoryObjectStore;
import io.streammirror.store.ObjectAttributes;
import io.streammirror.store.StoreKeys;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A publication continues the trace that led to it, up to the event that announces it. */
class PublishTraceTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-23T01:02:03Z"), ZoneOffset.UTC);

    private final InMemoryObjectStore store = new InMemoryObjectStore(CLOCK);
    private final DecisionLog log = new DecisionLog(store, CLOCK, "test");
    private final RecordedTraces recorded = new RecordedTraces();
    private final Traces traces = recorded.traces();

    @Test
    void shouldContinueLastCauseAndLinkOthers() throws Exception {
        acceptACatalog();
        storeItsItems();
        var announced = new CompletableFuture<TraceParent>();
        MirrorWorker worker = worker(announced);
        TraceParent other = RecordedTraces.cause('1');
        TraceParent last = RecordedTraces.cause('2');
        worker.observe(other);
        worker.observe(last);

        run(worker, () -> announced.get(30, TimeUnit.SECONDS));

        SpanData publish = recorded.span("publish");
        assertThat(publish.getTraceId()).isEqualTo(last.span().getTraceId());
        assertThat(publish.getParentSpanId()).isEqualTo(last.span().getSpanId());
        assertThat(publish.getLinks()).extracting(LinkData::getSpanContext).containsExactly(other.span());
        assertThat(List.of(
                        recorded.span("assemble"),
                        recorded.span("sign"),
                        recorded.span("store"),
                        recorded.span("check"),
                        recorded.span("switch")))
                .allSatisfy(stage -> assertThat(stage.getParentSpanId()).isEqualTo(publish.getSpanId()));
        assertThat(announced.join().span().getSpanId()).isEqualTo(publish.getSpanId());
    }

    @Test
    void shouldContinueCauseOfRequestsWhenNoResultWasReceived() throws Exception {
        acceptACatalog();
        var announced = new CompletableFuture<TraceParent>();
        MirrorWorker worker = worker(announced);
        TraceParent poll = RecordedTraces.cause('1');
        worker.observe(poll);

        run(worker, () -> {
            // What there is, which is nothing, is dealt with before the items come.
            await().until(() ->
                    recorded.spans().stream().anyMatch(span -> span.getName().equals("publish")));
            storeItsItems();
            return announced.get(30, TimeUnit.SECONDS);
        });

        assertThat(announced.join().span().getTraceId()).isEqualTo(poll.span().getTraceId());
    }

    private MirrorWorker worker(CompletableFuture<TraceParent> announced) {
        Settings settings = SettingsFixture.mirror(MIRROR).alone();
        var state = new PublisherState(settings, CLOCK);
        var key = SigningKey.generate(
                "Test <test@example.com>", KeyAlgorithm.ED25519, CLOCK.instant().minusSeconds(60));
        var publisher = new MirrorPublisher(
                Objects.requireNonNull(settings.mirrors().get(MIRROR)),
                store,
                new BlobInventoryCache(store, Clock.systemUTC()),
                log,
                new PublisherIdentity(key, Set.of()),
                state,
                event -> announced.complete(TraceParent.current()),
                new TracedStages(traces),
                CLOCK);
        return new MirrorWorker(MIRROR, publisher, state, new WakeUpSignal(), traces, CLOCK);
    }

    private static void run(MirrorWorker worker, Callable<?> until) throws Exception {
        var thread = new Thread(worker);
        thread.start();
        try {
            until.call();
        } finally {
            thread.interrupt();
            thread.join();
        }
    }

    private void acceptACatalog() {
        byte[] catalog =
                CatalogCodec.encode(Trees.catalog(new TreeMap<>(Map.of("7", new TreeMap<>(Map.of("v1", "a"))))));
        Sha256 revision = Sha256.of(catalog);
        store.put(StoreKeys.catalog(MIRROR, revision), catalog, ObjectAttributes.JSON);
        log.append(head -> Optional.of(new Proposal(
                new Decision.CatalogAccepted(MIRROR, revision, revision),
                head.state()
                        .with(
                                MIRROR,
                                head.state()
                                        .mirror(MIRROR)
                                        .withCatalog(
                                                new AcceptedCatalog(
                                                        revision, CLOCK.instant(), head.nextSequence(), revision),
                                                UpstreamMarks.NONE)))));
    }

    private void storeItsItems() {
        Trees.contents("7", "v1", "a")
                .forEach(content ->
                        store.put(StoreKeys.blob(Trees.sha256(content)), Trees.bytes(content), ObjectAttributes.BYTES));
    }
}
