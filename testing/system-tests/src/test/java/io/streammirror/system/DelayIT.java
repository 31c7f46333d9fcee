package io.streammirror.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A mirror that publishes only what has been stored for a while, on a running stack. */
@OnSharedStack
final class DelayIT {
    private static final String MIRROR = "patient";

    private final SharedStack stack;

    DelayIT(SharedStack stack) {
        this.stack = stack;
    }

    @Test
    void shouldPublishStoredVersionWhenDelayIsOver() {
        awaitNewest("20250201");

        stack.publish(MIRROR, stack.smallTree(MIRROR).with("20250301", 1000));
        stack.status().await(MIRROR, "shows what waits", mirror -> mirror.path("delayed")
                .path(0)
                .path("version")
                .asText()
                .equals("20250301"));
        assertThat(newest()).containsExactly("20250201");

        awaitNewest("20250301");
        assertThat(stack.status().mirror(MIRROR).path("delayed")).isEmpty();
    }

    private void awaitNewest(String version) {
        Await.until(MIRROR + " lists " + version + " as the newest", () -> newest().equals(Set.of(version)));
    }

    private Set<String> newest() {
        JsonNode mirror = stack.status().mirror(MIRROR);
        if (mirror.path("publication").isNull() || !mirror.path("settled").asBoolean()) {
            return Set.of();
        }
        try (PublishedTree tree = stack.tree(MIRROR)) {
            return tree.importNewest();
        }
    }
}
