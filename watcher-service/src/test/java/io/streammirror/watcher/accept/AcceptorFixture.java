package io.streammirror.watcher.accept;

import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.catalog.Catalog;
import io.streammirror.decision.Decision;
import io.streammirror.decision.DecisionLog;
import io.streammirror.decision.LogEntry;
import io.streammirror.decision.MirrorState;
import io.streammirror.decision.Proposal;
import io.streammirror.mirror.MirrorName;
import io.streammirror.simplestreams.SampleProducts;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.testing.time.ManualClock;
import io.streammirror.upstream.Depth;
import io.streammirror.upstream.FakeTree;
import io.streammirror.upstream.MirrorUpstream;
import io.streammirror.upstream.ReadResult;
import io.streammirror.watcher.RecordingStore;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;

/** An upstream of one stream, and two watchers of its mirror. */
abstract class AcceptorFixture {
    static final MirrorName MIRROR = new MirrorName("stable");
    static final String STREAM = "com.example:images";

    final ManualClock clock = new ManualClock(FakeTree.NOW);
    final FakeTree tree = new FakeTree("https://upstream.example/");
    final MirrorUpstream upstream = MirrorUpstream.of(tree.settings("stable"), tree, clock);
    final RecordingStore store = new RecordingStore(clock);
    final DecisionLog log = new DecisionLog(store, clock, "watcher-1");
    final CatalogAcceptor acceptance = new CatalogAcceptor(tree.settings("stable"), store, log, clock);
    final CatalogAcceptor rival =
            new CatalogAcceptor(tree.settings("stable"), store, new DecisionLog(store, clock, "watcher-2"), clock);

    @BeforeEach
    void publish() {
        tree.publish(images(8, "one"));
    }

    Catalog accept() {
        ReadResult reading = read();
        Catalog catalog = upstream.select(reading.set(), null);
        assertThat(acceptance.decide(reading, catalog)).isInstanceOf(AcceptanceResult.Accepted.class);
        return catalog;
    }

    void operatorAccepts(Sha256 revision) {
        log.append(head -> {
            MirrorState state = head.state().mirror(MIRROR);
            MirrorState next = state.accepting(state.held(revision.hex()), clock.instant(), head.nextSequence());
            return Optional.of(new Proposal(
                    new Decision.CatalogAccepted(MIRROR, revision, revision),
                    head.state().with(MIRROR, next),
                    "alice",
                    "upstream says so"));
        });
    }

    AcceptanceResult decide(CatalogAcceptor watcher) {
        ReadResult reading = read();
        return watcher.decide(reading, upstream.select(reading.set(), null));
    }

    ReadResult read() {
        return upstream.read(null, Depth.INDEX).orElseThrow();
    }

    MirrorState state() {
        return log.head().state().mirror(MIRROR);
    }

    List<LogEntry> entries() {
        return log.entries(1, 100);
    }

    static SampleProducts images(int hour, String content) {
        var images = new SampleProducts(STREAM).item("p", "20250101", "root", content);
        images.root().put("updated", "Thu, 24 Jul 2025 0" + hour + ":00:00 +0000");
        return images;
    }
}
