package io.streammirror.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.streammirror.testing.time.Pause;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * The promise of {@code fetch.bandwidth} itself, so one of the few tests that look at the clock: what the whole fleet
 * takes in thirty seconds is what the operator allowed, whether four fetchers work or one is left. Counted at the
 * fetchers: upstream counts as sent what lies in socket buffers, megabytes of each connection that come and go
 * together.
 */
@Tag("timing")
final class BandwidthIT {
    private static final int BANDWIDTH = 4_000_000;
    private static final int SLOTS = 4;

    /** With 16 slots each gets 250 kB/s, later 4 of them 1 MB/s: none is through before the end. */
    private static final long ITEM = 64_000_000;

    private static final Duration WINDOW = Duration.ofSeconds(30);

    /** The fleet is to adapt within five; the rest is for the page, which is a second behind. */
    private static final Duration SETTLING = Duration.ofSeconds(7);

    @RegisterExtension
    final Runs runs = new Runs();

    @TempDir
    Path directory;

    @Test
    void shouldUseWholeBandwidthWithFourFetchersAndWithOne() throws Exception {
        SmallTree tree = SmallTree.named("limited");
        for (int day = 1; day <= 4 * SLOTS; day++) {
            tree = tree.with(String.format("202503%02d", day), ITEM);
        }
        Upstream upstream = runs.own(new Upstream(tree.tree()));
        Path configuration = new Configuration(directory)
                .mirror("limited", upstream, "selections: [{filters: []}]")
                .section("fetch", "{slots: " + SLOTS + ", bandwidth: 4M}")
                .write();
        MirrorProcess mirror = runs.own(MirrorProcess.up(directory.resolve("data"), configuration, "--fetchers", "4"));
        mirror.awaitUp();
        var status = new StatusPage(mirror.runningPorts().managementSite());
        Await.until("all slots of four fetchers work", () -> working(status) == 4 * SLOTS);

        Pause.of(SETTLING);
        double ofFour = bytesPerSecond(status);
        signal("STOP", others(mirror));
        double ofOne;
        try {
            Pause.of(SETTLING);
            ofOne = bytesPerSecond(status);
        } finally {
            signal("CONT", others(mirror));
        }

        assertThat(ofFour).as("bytes a second of four fetchers").isCloseTo(BANDWIDTH, Percentage.withPercentage(10));
        assertThat(ofOne).as("bytes a second of one fetcher").isCloseTo(BANDWIDTH, Percentage.withPercentage(10));
    }

    private static long working(StatusPage status) {
        JsonNode fetching = status.read().required("fetching");
        return StreamSupport.stream(fetching.spliterator(), false)
                .filter(transfer -> transfer.path("size").asLong() == ITEM)
                .filter(transfer -> transfer.path("bytes").asLong() > 0)
                .count();
    }

    /** Of the items that are on their way from the beginning to the end of the window. */
    private static double bytesPerSecond(StatusPage status) {
        long start = System.nanoTime();
        Map<String, Long> before = received(status);
        Pause.of(WINDOW);
        Map<String, Long> after = received(status);
        double seconds = (System.nanoTime() - start) / 1e9;
        after.keySet().retainAll(before.keySet());
        return after.entrySet().stream()
                        .mapToLong(item -> item.getValue() - before.getOrDefault(item.getKey(), 0L))
                        .sum()
                / seconds;
    }

    private static Map<String, Long> received(StatusPage status) {
        var bytes = new HashMap<String, Long>();
        status.read()
                .required("fetching")
                .forEach(transfer -> bytes.merge(
                        transfer.path("fetcher").asText()
                                + transfer.path("sha256").asText(),
                        transfer.path("bytes").asLong(),
                        Long::sum));
        return bytes;
    }

    /** All fetchers but the first. */
    private static List<String> others(MirrorProcess mirror) {
        return mirror.runningPorts().pids().entrySet().stream()
                .filter(process -> process.getKey().startsWith("fetcher-"))
                .filter(process -> !process.getKey().equals("fetcher-1"))
                .map(Map.Entry::getValue)
                .map(String::valueOf)
                .toList();
    }

    /** A fetcher that is stopped says nothing any more, like one whose machine is gone; other than a dead one it is not replaced. */
    private static void signal(String signal, List<String> pids) throws InterruptedException {
        assertThat(pids).hasSize(3);
        for (String pid : pids) {
            try {
                Process kill = new ProcessBuilder("kill", "-" + signal, pid).start();
                assertThat(kill.waitFor(10, TimeUnit.SECONDS)).isTrue();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
