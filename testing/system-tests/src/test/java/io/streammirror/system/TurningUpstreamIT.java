package io.streammirror.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

/** An upstream that was good and turns bad changes nothing of what is served. */
@OnSharedStack
final class TurningUpstreamIT {
    private final SharedStack stack;

    TurningUpstreamIT(SharedStack stack) {
        this.stack = stack;
    }

    @Test
    void shouldRefuseIndexUntilItIsSignedByKnownKey() {
        SmallTree good = stack.smallTree("turning");
        String before = stack.status().mirror("turning").path("publication").asText();
        SmallTree next = good.with("20250301", 200_000);

        stack.upstream("turning").publishSignedByStranger(next.tree());

        JsonNode refused = stack.status().await("turning", "is refused", mirror -> mirror.path("state")
                .asText()
                .equals("refused"));
        assertThat(refused.path("reason").asText()).contains("index.sjson");
        assertThat(refused.path("publication").asText()).isEqualTo(before);
        try (PublishedTree tree = stack.tree("turning")) {
            assertThat(tree.importNewest()).containsExactly("20250201");

            stack.publish("turning", next);

            stack.status().awaitPublished("turning", next.updated());
            assertThat(tree.importNewest()).containsExactly("20250301");
        }
    }

    @Test
    void shouldHoldOlderStateWhenItsSignatureIsValid() {
        SmallTree old = stack.smallTree("ageing");
        SmallTree next = stack.publish("ageing", old.with("20250301", 200_000));
        String before = stack.status()
                .awaitPublished("ageing", next.updated())
                .path("publication")
                .asText();

        stack.publish("ageing", old);

        JsonNode held = stack.status().await("ageing", "is held", mirror -> mirror.path("state")
                .asText()
                .equals("held"));
        assertThat(held.path("reason").asText()).contains("rollback");
        assertThat(held.path("publication").asText()).isEqualTo(before);
        try (PublishedTree tree = stack.tree("ageing")) {
            assertThat(tree.importNewest()).containsExactly("20250301");
        }
    }
}
