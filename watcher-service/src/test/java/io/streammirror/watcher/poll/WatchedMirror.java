package io.streammirror.watcher.poll;

import io.streammirror.config.MirrorSettings;
import io.streammirror.config.SettingsFixture;
import io.streammirror.decision.Decision;
import io.streammirror.decision.DecisionLog;
import io.streammirror.decision.MirrorState;
import io.streammirror.decision.Proposal;
import io.streammirror.event.UpstreamPolled;
import io.streammirror.event.UpstreamPolled.Outcome;
import io.streammirror.mirror.MirrorName;
import io.streammirror.simplestreams.SampleProducts;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.sweep.OpenSweep;
import io.streammirror.testing.time.ManualClock;
import io.streammirror.upstream.DocumentMemory;
import io.streammirror.upstream.FakeTree;
import io.streammirror.upstream.MirrorUpstream;
import io.streammirror.watcher.RecordingStore;
import io.streammirror.watcher.accept.CatalogAcceptor;
import io.streammirror.watcher.request.FetchRequester;
import io.streammirror.watcher.request.PendingRequests;
import io.streammirror.watcher.request.RecordingChannel;
import io.streammirror.watcher.request.WantedBlobs;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A mirror of one stream with everything that a poll needs, in memory. */
public final class WatchedMirror {
    public static final MirrorName NAME = new MirrorName("stable");
    public static final String STREAM = "com.example:images";

    public final ManualClock clock = new ManualClock(FakeTree.NOW);
    public final RecordingChannel channel = new RecordingChannel();
    public PendingRequests pending = new PendingRequests();
    public final WantedBlobs wanted = new WantedBlobs();
    final FakeTree tree = new FakeTree("https://upstream.example/");
    final RecordingStore store = new RecordingStore(clock);
    final DecisionLog log = new DecisionLog(store, clock, "watcher-1");
    private final MirrorSettings settings;
    public MirrorPoller poll;

    public WatchedMirror() {
        this(settings -> settings);
    }

    /** A mirror with other settings. */
    WatchedMirror(UnaryOperator<SettingsFixture> change) {
        settings = change.apply(tree.mirror(NAME.value())).build();
        poll = process(wanted, pending);
        publish(8, "one");
    }

    /** The poll of a process that knows nothing but what is in the store. */
    MirrorPoller newProcess() {
        pending = new PendingRequests();
        poll = process(new WantedBlobs(), pending);
        return poll;
    }

    private MirrorPoller process(WantedBlobs blobs, PendingRequests requests) {
        return new MirrorPoller(
                NAME,
                MirrorUpstream.of(settings, tree, clock),
                new CatalogAcceptor(settings, store, log, clock),
                DocumentMemory.ofThisProcess(),
                blobs,
                new FetchRequester(store, blobs, requests, channel, clock, "run-1", () -> OpenSweep.NONE),
                channel,
                new PollRetry(pause -> {}, clock),
                clock,
                "run-1");
    }

    void publish(int hour, String content) {
        publish(products(hour, content));
    }

    void publish(SampleProducts products) {
        tree.publish(products);
    }

    static SampleProducts products(int hour, String content) {
        var products = new SampleProducts(STREAM).item("p", "20250101", "root", content);
        products.root().put("updated", "Thu, 24 Jul 2025 0" + hour + ":00:00 +0000");
        return products;
    }

    void operatorAccepts(Sha256 revision) {
        log.append(head -> {
            MirrorState state = head.state().mirror(NAME);
            MirrorState next = state.accepting(state.held(revision.hex()), clock.instant(), head.nextSequence());
            return Optional.of(new Proposal(
                    new Decision.CatalogAccepted(NAME, revision, revision),
                    head.state().with(NAME, next),
                    "alice",
                    "upstream says so"));
        });
    }

    List<Outcome> announced() {
        return channel.sent(UpstreamPolled.class).stream()
                .map(UpstreamPolled::outcome)
                .toList();
    }
}
