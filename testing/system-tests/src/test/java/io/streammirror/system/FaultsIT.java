package io.streammirror.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.streammirror.simplestreams.ItemPath;
import io.streammirror.simplestreams.Sha256;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A run comes to its end whatever dies or vanishes meanwhile, and no half-written state is ever seen. */
@OnSharedStack
@Tag("slow")
final class FaultsIT {
    private static final String NEXT = "20250301";
    private static final ItemPath ROOT = SmallTree.path(NEXT, "squashfs");

    /** At {@link #SLOW} this takes half a minute, enough to be met in the middle. */
    private static final long LARGE = 9_000_000;

    private static final long SLOW = 300_000;

    private final SharedStack stack;

    FaultsIT(SharedStack stack) {
        this.stack = stack;
    }

    @Test
    void shouldFetchItemInOtherSlotWhenFetcherIsKilled() throws Exception {
        SmallTree next = publishSlowly("killed");
        JsonNode transfer = awaitMiddleOf(next, NEXT);

        stack.process().killService(processOf(transfer));

        assertNothingHalfWritten(next);
        stack.upstream("killed").throttle(0);
        assertConverges("killed", next);
        assertThat(stack.upstream("killed").traffic().requests(ROOT.value())).isGreaterThan(1);
    }

    @Test
    void shouldConvergeWhenAllTopicsAreDeleted() throws Exception {
        // More items than the eight slots can take at once; the newest are requested first.
        stack.upstream("topicless").throttle(SLOW);
        SmallTree next = stack.smallTree("topicless");
        for (int day = 1; day <= 14; day++) {
            next = next.with(String.format("202503%02d", day), 1_500_000);
        }
        stack.publish("topicless", next);
        awaitMiddleOf(next, "20250314");
        assertThat(stack.upstream("topicless").traffic().requests(ROOT.value()))
                .as("requests for what waits in the queue")
                .isZero();

        try (Admin admin = Admin.create(
                Map.of("bootstrap.servers", "127.0.0.1:" + stack.ports().kafka()))) {
            Set<String> topics = admin.listTopics().names().get();
            assertThat(topics).contains("mirror.fetch-requests");
            admin.deleteTopics(topics).all().get();
        }

        stack.upstream("topicless").throttle(0);
        assertConverges("topicless", next);
    }

    @Test
    void shouldFetchLostBlobAgainAfterNextPoll() {
        SmallTree tree = stack.smallTree("bereft");
        Sha256 lost = tree.tree().blob(SmallTree.path("20250201", "squashfs")).sha256();
        try (StackStore store = stack.store()) {
            store.delete(lost);
            assertThat(store.holds(lost)).isFalse();

            Await.until("the lost blob is back", () -> store.holds(lost));
        }
        assertConverges("bereft", tree);
    }

    @Test
    void shouldServeFromStoreWhenPublisherIsKilled() {
        SmallTree before = stack.smallTree("restarted");
        stack.upstream("restarted").traffic().clear();

        stack.process().killService("publisher");

        assertConverges("restarted", before);
        assertThat(stack.upstream("restarted").traffic().itemBytes()).isZero();
    }

    @Test
    void shouldContinueWhenWatcherIsKilled() {
        SmallTree next = stack.smallTree("watched").with(NEXT, 100_000);

        stack.process().killService("watcher");
        stack.publish("watched", next);

        assertConverges("watched", next);
    }

    private SmallTree publishSlowly(String mirror) {
        stack.upstream(mirror).throttle(SLOW);
        return stack.publish(mirror, stack.smallTree(mirror).with(NEXT, LARGE));
    }

    private JsonNode awaitMiddleOf(SmallTree tree, String version) {
        String sha256 =
                tree.tree().blob(SmallTree.path(version, "squashfs")).sha256().hex();
        var found = new ArrayList<JsonNode>();
        Await.until("the root file system of " + version + " is on its way", () -> {
            transferOf(sha256).ifPresent(found::add);
            return !found.isEmpty();
        });
        return found.get(0);
    }

    private Optional<JsonNode> transferOf(String sha256) {
        for (JsonNode transfer : stack.status().read().required("fetching")) {
            if (transfer.path("sha256").asText().equals(sha256)
                    && transfer.path("bytes").asLong() > 0) {
                return Optional.of(transfer);
            }
        }
        return Optional.empty();
    }

    /** Fetchers name themselves host-pid-random. */
    private String processOf(JsonNode transfer) {
        String fetcher = transfer.path("fetcher").asText();
        return stack.ports().pids().entrySet().stream()
                .filter(process -> fetcher.contains("-" + process.getValue() + "-"))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no process of fetcher " + fetcher));
    }

    private void assertNothingHalfWritten(SmallTree tree) {
        try (StackStore store = stack.store();
                PublishedTree published = stack.tree(tree.name())) {
            assertThat(store.holds(tree.tree().blob(ROOT).sha256())).isFalse();
            assertThat(published.importNewest()).containsExactly("20250201");
        }
    }

    private void assertConverges(String mirror, SmallTree tree) {
        stack.status().awaitPublished(mirror, tree.updated());
        try (StackStore store = stack.store();
                PublishedTree published = stack.tree(mirror)) {
            assertThat(published.importNewest())
                    .containsExactly(tree.rootSizes().keySet().stream()
                            .max(String::compareTo)
                            .orElseThrow());
            assertThat(store.damagedBlobs()).isEmpty();
        }
    }
}
