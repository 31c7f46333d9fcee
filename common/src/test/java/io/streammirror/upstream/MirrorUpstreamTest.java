package io.streammirror.upstream;

import static io.streammirror.upstream.FakeTree.INDEX;
import static io.streammirror.upstream.FakeTree.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.streammirror.catalog.Catalog;
import io.streammirror.simplestreams.SampleProducts;
import io.streammirror.upstream.UpstreamReader.Reading;
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
    void theFirstSourceIsReadWhileItAnswers() {
        Reading reading = upstream.read(null).orElseThrow();

        assertThat(reading.set().location().base()).isEqualTo(first.source());
        assertThat(second.reads()).isEmpty();
    }

    @Test
    void theSecondSourceIsReadWhenTheFirstIsAway() {
        first.reachable(false);

        Reading reading = upstream.read(null).orElseThrow();

        assertThat(reading.set().location().base()).isEqualTo(second.source());
    }

    @Test
    void aRefusedSourceIsNotReplacedByAnother() {
        first.put(INDEX, "not signed".getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> upstream.read(null)).isInstanceOf(UpstreamException.Refused.class);
        assertThat(second.reads()).isEmpty();
    }

    @Test
    void whenNoSourceAnswersEveryOneIsNamed() {
        first.reachable(false);
        second.reachable(false);

        assertThatThrownBy(() -> upstream.read(null))
                .isInstanceOf(UpstreamException.Unreachable.class)
                .hasMessageContaining("first.example")
                .hasMessageContaining("second.example");
    }

    @Test
    void whatWasReadFromASourceIsNotReadAgain() {
        Reading before = upstream.read(null).orElseThrow();

        assertThat(upstream.read(before.bookmark())).isEmpty();
    }

    @Test
    void validatorsOfOneSourceAreNotShownToAnother() {
        // Given: both sources give the same validators for the same bytes
        Reading before = upstream.read(null).orElseThrow();
        first.reachable(false);

        assertThat(upstream.read(before.bookmark())).isPresent();
    }

    @Test
    void excludedStreamsAreLeftOut() {
        Catalog catalog = upstream.select(upstream.read(null).orElseThrow().set());

        assertThat(catalog.streams()).hasSize(1);
        assertThat(first.reads()).doesNotContain(FakeTree.pathOf("excluded.stream"));
    }

    @Test
    void theSameStateGivesTheSameCatalogFromEverySource() {
        Catalog ofFirst = upstream.select(upstream.read(null).orElseThrow().set());
        first.reachable(false);
        Catalog ofSecond = upstream.select(upstream.read(null).orElseThrow().set());

        assertThat(ofSecond.revision()).isEqualTo(ofFirst.revision());
        assertThat(ofSecond.source()).isEqualTo("https://first.example/");
    }

    private static SampleProducts sample(String contentId) {
        return new SampleProducts(contentId).item("p", "20250101", "root", contentId);
    }
}
