package io.streammirror.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.streammirror.testing.time.Pause;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Processes that die, pause or are started again in the middle of large items. */
@Tag("slow")
@ExtendWith(FaultStackExtension.class)
final class ProcessFaultsIT {
    private static final String MIRROR = "process";

    /** Of five parts, and large enough that fetchers write down how far they are. */
    private static final long LARGE = 36_000_000;

    /** Bytes a second of each connection: every part takes some seconds. */
    private static final long SLOW = 1_500_000;

    private final FaultStack stack;

    ProcessFaultsIT(FaultStack stack) {
        this.stack = stack;
    }

    @AfterEach
    void heal() {
        stack.heal();
    }

    @Test
    void shouldConvergeWhenFetchersAreKilledAtRandomTimes() {
        long seed = Long.getLong("soak.seed", System.nanoTime());
        System.out.println("Killing at moments of -Dsoak.seed=" + seed);
        var random = new SplittableRandom(seed);
        releaseSlowly("20240601", "20240602", "20240603");

        for (String fetcher : List.of("fetcher-1", "fetcher-2", "fetcher-1")) {
            Pause.of(Duration.ofMillis(random.nextInt(2500)));
            stack.process().killService(fetcher);
        }

        assertConverges();
    }

    @Test
    void shouldNotSpoilWorkOfSuccessorWhenFetcherPausesBeyondItsLock() {
        // A fetcher pauses in the middle of an item.
        stack.upstream(MIRROR).throttle(SLOW / 2);
        SmallTree next = stack.release(MIRROR, LARGE, "20240604");
        JsonNode transfer = awaitTransfer(next, "20240604");
        Map.Entry<String, Long> asleep = stack.processAt(transfer).orElseThrow();
        FaultStack.signal("STOP", asleep.getValue());
        String sha256 = transfer.path("sha256").asText();
        try {
            Await.until("another fetcher is at the item", () -> stack.transfersOf(sha256).stream()
                    .anyMatch(other -> !other.path("fetcher").equals(transfer.path("fetcher"))));
        } finally {
            // It wakes up while its successor works.
            FaultStack.signal("CONT", asleep.getValue());
        }

        assertConverges();
        assertThat(stack.process().runningPorts().pids())
                .as("the fetcher that slept is still at work")
                .contains(asleep);
    }

    /** At once: it gives the records out again while those who have them still believe that they do. */
    @Test
    void shouldConvergeWhenBrokerRestarts() {
        releaseSlowly("20240605", "20240606", "20240607");

        stack.parts().stopBroker();
        stack.parts().resumeBroker();

        assertConverges();
    }

    @Test
    void shouldConvergeWhenStoreRestarts() {
        releaseSlowly("20240608");

        stack.parts().stopS3();
        Pause.of(Duration.ofSeconds(3));
        stack.parts().resumeS3();

        assertConverges();
    }

    /** Returns when the newest is on its way. */
    private void releaseSlowly(String... versions) {
        stack.upstream(MIRROR).throttle(SLOW);
        awaitTransfer(stack.release(MIRROR, LARGE, versions), versions[versions.length - 1]);
    }

    private void assertConverges() {
        stack.upstream(MIRROR).throttle(0);
        stack.assertConverges(MIRROR);
        stack.assertStoreIsRight();
    }

    private JsonNode awaitTransfer(SmallTree tree, String version) {
        String sha256 =
                tree.tree().blob(SmallTree.path(version, "squashfs")).sha256().hex();
        var found = new ArrayList<JsonNode>();
        Await.until(
                "the root file system of " + version + " is on its way", () -> found.addAll(stack.transfersOf(sha256)));
        return found.get(0);
    }
}
