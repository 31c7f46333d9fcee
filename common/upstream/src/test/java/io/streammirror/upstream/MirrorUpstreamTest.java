package io.streammirror.upstream;

import static io.streammirror.upstream.FakeTree.INDEX;
import static io.streammirror.upstream.FakeTree.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.streammirror.catalog.Catalog;
import io.streammirror.openpgp.Signer;
import io.streammirror.simplestreams.SampleProducts;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MirrorUpstreamTest {
    private final FakeTree first = new FakeTree("https://first.example/");
    private final FakeTree second = new FakeTree("https://second.example/");
    private final MirrorUpstream upstream = MirrorUpstream.of(
            first.settings("stable", second.source()),
            (url, maxBytes, known) -> (url.getHost().startsWith("first") ? first : second).read(url, maxBytes, known),
            Clock.fixed(NOW, ZoneOffset.UTC));

    @BeforeEach
    void publishTheSameTwice() {
        first.publish(sample("com.example:images"), sample("excluded.stream"));
        second.publish(sample("com.example:images"), sample("excluded.stream"));
    }

    @Test
    void shouldReadFirstSourceWhileItAnswers() {
        ReadResult reading = upstream.read(null, Depth.INDEX).orElseThrow();

        assertThat(reading.set().location().base()).isEqualTo(first.source());
        assertThat(second.reads()).isEmpty();
    }

    @Test
    void shouldReadSecondSourceWhenTheFirstIsAway() {
        first.reachable(false);

        ReadResult reading = upstream.read(null, Depth.INDEX).orElseThrow();

        assertThat(reading.set().location().base()).isEqualTo(second.source());
    }

    @Test
    void shouldNameRefusedSourceAndUseAVerifiedOne() {
        first.put(INDEX, "not signed".getBytes(StandardCharsets.UTF_8));

        ReadResult reading = upstream.read(null, Depth.INDEX).orElseThrow();

        assertThat(reading.set().location().base()).isEqualTo(second.source());
        assertThat(reading.notes()).isEmpty();
        assertThat(reading.fromFallback()).isTrue();
        assertThat(reading.failovers()).singleElement().satisfies(failure -> assertThat(failure)
                .startsWith("https://first.example/")
                .contains("not signed"));
    }

    @Test
    void shouldReportRefusalRatherThanSilenceWhenNoSourceCanBeUsed() {
        first.reachable(false);
        second.put(INDEX, "not signed".getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> upstream.read(null, Depth.INDEX))
                .isInstanceOfSatisfying(UpstreamException.Refused.class, refused -> {
                    assertThat(refused).hasMessageContainingAll("first.example", "second.example");
                    assertThat(refused.document().orElseThrow().bytes())
                            .asString()
                            .isEqualTo("not signed");
                });
    }

    @Test
    void shouldReadFirstSourceAgainWhenItIsBack() {
        first.reachable(false);
        ReadResult fallback = upstream.read(null, Depth.INDEX).orElseThrow();
        first.reachable(true);

        ReadResult back = upstream.read(fallback.bookmark(), Depth.INDEX).orElseThrow();

        assertThat(back.set().location().base()).isEqualTo(first.source());
        assertThat(back.failovers()).isEmpty();
        assertThat(back.notes()).isEmpty();
    }

    @Test
    void shouldNameEverySourceWhenNoneAnswers() {
        first.reachable(false);
        second.reachable(false);

        assertThatThrownBy(() -> upstream.read(null, Depth.INDEX))
                .isInstanceOf(UpstreamException.Unreachable.class)
                .hasMessageContaining("first.example")
                .hasMessageContaining("second.example");
    }

    @Test
    void shouldNotReadUnchangedSourceAgain() {
        ReadResult before = upstream.read(null, Depth.INDEX).orElseThrow();

        assertThat(upstream.read(before.bookmark(), Depth.INDEX)).isEmpty();
    }

    @Test
    void shouldNotShowValidatorsOfOneSourceToAnother() {
        // Both sources give the same validators for the same bytes.
        ReadResult before = upstream.read(null, Depth.INDEX).orElseThrow();
        first.reachable(false);

        assertThat(upstream.read(before.bookmark(), Depth.INDEX)).isPresent();
    }

    @Test
    void shouldLeaveOutExcludedStreams() {
        Catalog catalog =
                upstream.select(upstream.read(null, Depth.INDEX).orElseThrow().set(), null);

        assertThat(catalog.streams()).hasSize(1);
        assertThat(first.reads()).doesNotContain(FakeTree.pathOf("excluded.stream"));
    }

    @Test
    void shouldPreferFallbackThatIsWholeToSourceWithABadStream() {
        first.put(FakeTree.pathOf("com.example:images"), signed("{}"));

        assertThat(upstream.read(null, Depth.INDEX)
                        .orElseThrow()
                        .set()
                        .location()
                        .base())
                .isEqualTo(second.source());

        second.reachable(false);
        ReadResult partial = upstream.read(null, Depth.INDEX).orElseThrow();
        assertThat(partial.set().location().base()).isEqualTo(first.source());
        assertThat(partial.isWhole()).isFalse();
    }

    private static byte[] signed(String text) {
        return new Signer(FakeTree.KEY, Clock.fixed(NOW, ZoneOffset.UTC))
                .clearSign(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void shouldKeepRefusedDocumentOfSourceWhileAFallbackServes() {
        first.put(INDEX, "not signed".getBytes(StandardCharsets.UTF_8));

        ReadResult reading = upstream.read(null, Depth.INDEX).orElseThrow();

        assertThat(reading.fromFallback()).isTrue();
        assertThat(reading.refused()).singleElement().satisfies(refused -> assertThat(
                        refused.document().orElseThrow().bytes())
                .asString()
                .isEqualTo("not signed"));
    }

    @Test
    void shouldKeepFollowedStreamWhoseDocumentCannotBeReadNow() {
        Catalog before =
                upstream.select(upstream.read(null, Depth.INDEX).orElseThrow().set(), null);
        first.put(FakeTree.pathOf("com.example:images"), signed("{}"));
        second.reachable(false);
        ReadResult reading = upstream.read(null, Depth.INDEX).orElseThrow();

        Catalog after = upstream.select(reading.set(), before);

        assertThat(upstream.dependsOnFollowed(reading.set())).isTrue();
        assertThat(after.streams()).isEqualTo(before.streams());
        assertThat(after.refusals()).singleElement().satisfies(refusal -> assertThat(refusal.pointer())
                .isEqualTo("/index/com.example:images"));
    }

    @Test
    void shouldReadSignedIndexWhenUnsignedTreeHasNoOther() {
        var unsigned =
                MirrorUpstream.of(first.mirror("stable").unsigned().build(), first, Clock.fixed(NOW, ZoneOffset.UTC));
        first.missing("streams/v1/index.json");

        ReadResult reading = unsigned.read(null, Depth.INDEX).orElseThrow();

        assertThat(reading.set().products()).hasSize(1);
        assertThat(reading.notes()).isEmpty();
        assertThat(unsigned.read(reading.bookmark(), Depth.INDEX))
                .as("an index that did not change")
                .isEmpty();
    }

    @Test
    void shouldMakeSameCatalogFromEverySource() {
        Catalog ofFirst =
                upstream.select(upstream.read(null, Depth.INDEX).orElseThrow().set(), null);
        first.reachable(false);
        Catalog ofSecond =
                upstream.select(upstream.read(null, Depth.INDEX).orElseThrow().set(), null);

        assertThat(ofSecond.revision()).isEqualTo(ofFirst.revision());
        assertThat(ofSecond.source()).isEqualTo("https://first.example/");
    }

    private static SampleProducts sample(String contentId) {
        return new SampleProducts(contentId).item("p", "20250101", "root", contentId);
    }
}
