package io.streammirror.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Readers get one whole tree at every moment, with {@code max: 1} too. */
@OnSharedStack
final class NoGapIT {
    private static final String OLD = "20250201";
    private static final String NEXT = "20250301";

    private final SharedStack stack;

    NoGapIT(SharedStack stack) {
        this.stack = stack;
    }

    @Test
    void shouldServeOldVersionUntilNewOneIsComplete() {
        Upstream upstream = stack.upstream("newest");
        upstream.throttle(300_000);
        SmallTree before = stack.smallTree("newest");
        // Upstream forgets the old version at once: only the mirror has it now.
        SmallTree next =
                stack.publish("newest", before.without(OLD).without("20250101").with(NEXT, 1_500_000));
        String slow = SmallTree.path(NEXT, "squashfs").value();
        int readsMeanwhile = 0;

        try (PublishedTree tree = stack.tree("newest")) {
            Set<String> seen = tree.importNewest();
            while (seen.equals(Set.of(OLD))) {
                readsMeanwhile += upstream.traffic().requests(slow) > 0 ? 1 : 0;
                assertThat(stack.process().isAlive()).isTrue();
                seen = tree.importNewest();
            }

            assertThat(seen).containsExactly(NEXT);
            assertThat(readsMeanwhile)
                    .as("whole reads of the old version while the new one came")
                    .isPositive();
            stack.status().awaitPublished("newest", next.updated());
            assertThat(tree.items(tree.index()))
                    .extracting(PublishedItem::version)
                    .containsOnly(NEXT);
        }
    }

    /** As MAAS up to 3.7 does: it chooses by one reading of the index and fetches by another. */
    @Test
    void shouldFindSomethingToFetchWhenTreeSwitchesBetweenTwoReadsOfTheIndex() {
        try (PublishedTree tree = stack.tree("overlapping")) {
            assertThat(tree.items(tree.index()))
                    .extracting(PublishedItem::version)
                    .containsOnly(OLD);
            SmallTree next = stack.publish(
                    "overlapping", stack.smallTree("overlapping").without(OLD).with(NEXT, 1000));
            stack.status().awaitPublished("overlapping", next.updated());

            List<PublishedItem> second = tree.items(tree.index());

            assertThat(second).extracting(PublishedItem::version).contains(OLD, NEXT);
            second.forEach(tree::download);
        }
    }

    @Test
    void shouldServeWholeFormerTreeWhenClientReadIndexBeforeSwitch() {
        try (PublishedTree tree = stack.tree("switching")) {
            JsonNode before = tree.index();
            SmallTree next =
                    stack.publish("switching", stack.smallTree("switching").with(NEXT, 1000));
            stack.status().awaitPublished("switching", next.updated());

            assertThat(tree.importNewest(before)).containsExactly(OLD);
            assertThat(tree.importNewest()).containsExactly(NEXT);
        }
    }
}
