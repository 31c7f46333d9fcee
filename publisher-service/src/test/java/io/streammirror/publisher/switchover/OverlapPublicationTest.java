package io.streammirror.publisher.switchover;

import static io.streammirror.publisher.Trees.MIRROR;
import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.config.SettingsFixture;
import io.streammirror.publisher.UbuntuTrees;
import io.streammirror.publisher.page.PublishedMirror;
import io.streammirror.publisher.snapshot.LiveTree;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A replaced version leaves the published tree by itself. */
class OverlapPublicationTest {
    private static final Duration OVERLAP = Duration.ofHours(2);

    private final PublishedMirror mirror = new PublishedMirror(SettingsFixture.mirror(MIRROR)
            .path("/maas/images/stable")
            .overlap(OVERLAP)
            .build());

    @Test
    void shouldEndTheOverlapWithoutAnyOtherChange() {
        publish("20250615");
        mirror.clock.advance(Duration.ofMinutes(1));
        publish("20250718");

        assertThat(listed()).containsExactlyInAnyOrder("20250615", "20250718");
        mirror.clock.advance(OVERLAP.minusSeconds(10));
        mirror.run();
        assertThat(listed()).containsExactlyInAnyOrder("20250615", "20250718");
        mirror.clock.advance(Duration.ofSeconds(11));
        mirror.run();
        assertThat(listed()).containsExactly("20250718");
    }

    private void publish(String version) {
        mirror.publish(
                new UbuntuTrees().with("noble", "24.04", "amd64", "ga", version).catalog());
    }

    private Set<String> listed() {
        LiveTree live = Objects.requireNonNull(mirror.of(MIRROR).orElseThrow().live());
        return live.upstreamTree().documents().values().stream()
                .flatMap(document -> document.products().values().stream())
                .flatMap(product -> product.versions().keySet().stream())
                .map(Object::toString)
                .collect(Collectors.toSet());
    }
}
