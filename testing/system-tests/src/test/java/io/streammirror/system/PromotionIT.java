package io.streammirror.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** From staging to production on a running stack: what MAAS reads of production changes by orders only. */
@OnSharedStack
final class PromotionIT {
    private static final String STAGING = "staging";
    private static final String PRODUCTION = SharedStack.PRODUCTION;

    private final SharedStack stack;

    @TempDir
    private Path directory;

    @RegisterExtension
    private final Runs runs = new Runs();

    PromotionIT(SharedStack stack) {
        this.stack = stack;
    }

    @Test
    void shouldPublishExactlyWhatWasPromoted() {
        stack.status()
                .await(
                        PRODUCTION,
                        "is settled though it is empty",
                        mirror -> mirror.path("settled").asBoolean()
                                && mirror.path("complete").asBoolean());
        assertThat(new Web()
                        .get(stack.ports()
                                .site()
                                .resolve(Configuration.servedAt(PRODUCTION) + "/streams/v1/index.sjson"))
                        .statusCode())
                .isEqualTo(404);

        assertThat(command("promote", PRODUCTION, "--who", "alice", "--reason", "passed acceptance"))
                .contains("production: publication ", " of mirror 'staging' is promoted, entry ");
        awaitNewest("20250201");
        assertThat(command("status", "--details"))
                .contains("promoted     publication ", " of mirror staging, by alice since ");
        assertThat(command("history", "--mirror", PRODUCTION))
                .contains(" of mirror staging promoted, catalog ", ", by alice: passed acceptance");

        SmallTree next = stack.publish(STAGING, stack.smallTree(STAGING).with("20250301", 1000));
        stack.status().awaitPublished(STAGING, next.updated());
        assertThat(newest()).containsExactly("20250201");
        command("promote", PRODUCTION, "--reason", "passed acceptance too");
        awaitNewest("20250301");
        assertThat(command("diff", PRODUCTION)).contains("+ version  " + SmallTree.PRODUCT + " 20250301");

        command("rollback", PRODUCTION, "--why", "20250301 does not boot");
        awaitNewest("20250201");
        JsonNode promotion = stack.status().mirror(PRODUCTION).path("promotion");
        assertThat(promotion.path("order").path("why").asText()).isEqualTo("passed acceptance too");
    }

    private void awaitNewest(String version) {
        Await.until(PRODUCTION + " lists " + version + " as the newest", () -> newest().equals(Set.of(version)));
    }

    /** The versions that MAAS would import; none while no tree, or not the last one, is served. */
    private Set<String> newest() {
        JsonNode mirror = stack.status().mirror(PRODUCTION);
        if (mirror.path("publication").isNull() || !mirror.path("settled").asBoolean()) {
            return Set.of();
        }
        try (PublishedTree tree = stack.tree(PRODUCTION)) {
            return tree.importNewest();
        }
    }

    private String command(String... arguments) {
        return runs.command(stack.process(), directory, arguments);
    }
}
