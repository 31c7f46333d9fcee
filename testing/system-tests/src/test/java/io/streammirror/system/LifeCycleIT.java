package io.streammirror.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The commands of docs/operate/history.md on a running stack: what MAAS reads follows each of them. */
@OnSharedStack
final class LifeCycleIT {
    private static final String MIRROR = "steered";

    private final SharedStack stack;

    @TempDir
    private Path directory;

    @RegisterExtension
    private final Runs runs = new Runs();

    LifeCycleIT(SharedStack stack) {
        this.stack = stack;
    }

    @Test
    void shouldObeyRollbackHoldPinAndSweep() {
        SmallTree next = stack.publish(MIRROR, stack.smallTree(MIRROR).with("20250301", 1000));
        stack.status().awaitPublished(MIRROR, next.updated());
        assertThat(command("diff", MIRROR))
                .contains(
                        "- version  " + SmallTree.PRODUCT + " 20250201",
                        "+ version  " + SmallTree.PRODUCT + " 20250301");
        assertThat(command("history", "--publications", "--mirror", MIRROR)).contains(", live", ", superseded ");

        assertThat(command("rollback", MIRROR, "--who", "alice", "--why", "20250301 does not boot"))
                .contains("newer versions stay withdrawn until the mirror is released; MAAS before 3.8", ", entry ");

        awaitNewest("20250201");
        assertThat(command("status", "--details"))
                .contains("ROLLED BACK  to publication ", ", by alice since ", ": 20250301 does not boot");
        assertThat(command("history", "--mirror", MIRROR))
                .contains("rolled back to publication ", ", by alice: 20250301 does not boot");

        command("release", MIRROR, "--only", "rollback");
        awaitNewest("20250301");

        command("hold", MIRROR, "--why", "freeze");
        SmallTree last = stack.publish(MIRROR, next.with("20250401", 1000));
        stack.status().await(MIRROR, "has stored what is new", mirror -> isSettledAt(mirror, last));
        assertThat(newest()).containsExactly("20250301");
        command("release", MIRROR);
        awaitNewest("20250401");

        // The pinned version is one that is no longer selected.
        command("pin", MIRROR, SmallTree.PRODUCT, "20250301", "--why", "certified");
        awaitNewest("20250301");
        assertThat(command("status", "--details")).contains("PINNED       " + SmallTree.PRODUCT + " to 20250301");
        command("unpin", MIRROR, SmallTree.PRODUCT);
        awaitNewest("20250401");

        assertThat(command("sweep", "--dry-run")).contains("there is nothing to sweep");
        assertThat(command("sweep", "--why", "make room")).contains("there is nothing to sweep");
    }

    private static boolean isSettledAt(JsonNode mirror, SmallTree upstream) {
        return mirror.path("settled").asBoolean()
                && mirror.path("upstream-updated")
                        .asText()
                        .equals(upstream.updated().toString());
    }

    private void awaitNewest(String version) {
        Await.until(MIRROR + " lists " + version + " as the newest", () -> newest().equals(Set.of(version)));
    }

    private Set<String> newest() {
        try (PublishedTree tree = stack.tree(MIRROR)) {
            return tree.importNewest();
        }
    }

    private String command(String... arguments) {
        return runs.command(stack.process(), directory, arguments);
    }
}
