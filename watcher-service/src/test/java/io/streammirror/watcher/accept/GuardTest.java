package io.streammirror.watcher.accept;

import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.log.HighWater;
import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.SampleProducts;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.upstream.FakeTree;
import io.streammirror.upstream.MirrorUpstream;
import io.streammirror.upstream.UpstreamSet;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class GuardTest {
    private static final ContentId STREAM = new ContentId("com.example:images");
    private static final Instant UPDATED = Instant.parse("2025-07-24T08:01:49Z");

    @Test
    void theMarkOfAStreamIsItsTimeAndSignedBody() {
        UpstreamSet set = read(sample());

        assertThat(Guard.marks(set))
                .isEqualTo(new TreeMap<>(Map.of(
                        STREAM,
                        new HighWater(
                                UPDATED,
                                Sha256.of(set.products().get(0).received().body())))));
    }

    @Test
    void aStreamWithoutTimeHasNoMark() {
        var timeless = sample();
        timeless.root().remove("updated");

        assertThat(Guard.marks(read(timeless))).isEmpty();
    }

    @Test
    void nothingStandsAgainstAFirstOrSameOrNewerState() {
        UpstreamSet set = read(sample());

        assertThat(Guard.objection(Collections.emptySortedMap(), set)).isEmpty();
        assertThat(Guard.objection(mark(UPDATED), set)).isEmpty();
        assertThat(Guard.objection(mark(UPDATED.minusSeconds(1)), set)).isEmpty();
    }

    @Test
    void aStreamOlderThanItsMarkIsARollback() {
        assertThat(Guard.objection(mark(UPDATED.plusSeconds(1)), read(sample())))
                .hasValueSatisfying(reason -> assertThat(reason)
                        .startsWith("rollback")
                        .contains(STREAM.value(), "2025-07-24T08:01:49Z", "2025-07-24T08:01:50Z"));
    }

    private static SortedMap<ContentId, HighWater> mark(Instant updated) {
        var marks = new TreeMap<ContentId, HighWater>();
        marks.put(STREAM, new HighWater(updated, Sha256.of(new byte[0])));
        return marks;
    }

    private static SampleProducts sample() {
        return new SampleProducts(STREAM.value()).item("p", "20250101", "root", "content");
    }

    private static UpstreamSet read(SampleProducts products) {
        var tree = new FakeTree("https://upstream.example/");
        tree.publish(products);
        return MirrorUpstream.of(tree.settings("stable"), tree, Clock.fixed(FakeTree.NOW, ZoneOffset.UTC))
                .read(null)
                .orElseThrow()
                .set();
    }
}
