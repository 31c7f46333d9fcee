package io.streammirror.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.streammirror.sample.SampleUpstream;
import io.streammirror.sample.UpstreamTree;
import io.streammirror.system.fault.FaultPlan;
import io.streammirror.testing.time.Pause;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/**
 * Hundreds of random faults on one stack: in each round every upstream releases a version, of which requests, answers and whole
 * processes go wrong; at its end everything that can be downloaded is published and right, and the rest is reported.
 *
 * <p>The seed is new for each run, and printed; {@code -Dsoak.seed=SEED} draws the same faults again, though not at the same moments.
 */
final class FaultsSoak {
    private static final long SEED = Long.getLong("soak.seed", System.nanoTime());

    /** The number of faults that really happened, not of those that were planned. */
    private static final int FAULTS = 500;

    /** A soak that takes longer says so and ends. An item that every source lacks is requested for 90 s. */
    private static final Duration LONGEST = Duration.ofMinutes(14);

    private static final List<String> MIRRORS = List.of("ash", "birch", "cedar", "elm", "fir", "larch");
    private static final List<String> ITEMS = List.of("boot-initrd", "boot-kernel", "manifest", "squashfs");

    /** Older versions are dropped by upstream, so that the trees stay small. */
    private static final int KEPT_VERSIONS = 3;

    private final FaultDice dice = new FaultDice(SEED);
    private final Map<String, String> bad = new HashMap<>();
    private int published;
    private int givenUp;

    @Test
    void shouldConvergeWithEveryPublishedByteRight() throws Exception {
        long start = System.nanoTime();
        try (var stack = new FaultStack(MIRRORS)) {
            try {
                stack.awaitPublished();
                int rounds = 0;
                while (stack.tally().total() < FAULTS) {
                    round(stack, ++rounds);
                    assertThat(Duration.ofNanos(System.nanoTime() - start))
                            .as("time for %d of %d faults", stack.tally().total(), FAULTS)
                            .isLessThan(LONGEST);
                }
                stack.heal();
                stack.assertStoreIsRight();
                System.out.printf(
                        "Soak 'faults': %d faults in %d rounds, %d versions published and right, %d given up, %.1f s,"
                                + " seed %d: %s%n",
                        stack.tally().total(),
                        rounds,
                        published,
                        givenUp,
                        (System.nanoTime() - start) / 1e9,
                        SEED,
                        stack.tally().byKind());
            } catch (Throwable e) {
                throw new AssertionError(
                        "soak 'faults' failed; repeat with -Dsoak.seed=" + SEED + ": " + e + "; so far: "
                                + stack.tally().byKind() + stack.process().tails(),
                        e);
            }
        }
    }

    private void round(FaultStack stack, int number) {
        RandomGenerator random = dice.random("round " + number);
        stack.parts().store().plan(dice::store);
        for (String mirror : MIRRORS) {
            release(stack, mirror, number);
        }
        if (random.nextBoolean()) {
            Pause.of(Duration.ofMillis(random.nextInt(1500)));
            StackCalamity.any(stack, random, stack.tally());
        }
        for (String mirror : MIRRORS) {
            assertConverges(stack, mirror);
        }
    }

    private void release(FaultStack stack, String mirror, int round) {
        RandomGenerator random = dice.random(mirror + round);
        String version = LocalDate.of(2024, 2, 1).plusDays(round).format(DateTimeFormatter.BASIC_ISO_DATE);
        SmallTree tree = stack.tree(mirror);
        String spoilt = bad.remove(mirror);
        if (spoilt != null) {
            tree = tree.without(spoilt);
        }
        tree = tree.with(version, size(random));
        var versions = new TreeSet<>(tree.rootSizes().keySet());
        while (versions.size() > KEPT_VERSIONS) {
            tree = tree.without(versions.pollFirst());
        }
        UpstreamTree served = tree.tree();
        var plans = new HashMap<String, FaultPlan>();
        for (String item : ITEMS) {
            var path = SmallTree.path(version, item);
            long size = served.blob(path).size();
            plans.put(SampleUpstream.BASE_PATH + path, dice.passing(mirror + path, size));
        }
        if (random.nextInt(20) == 0) {
            String root = SmallTree.path(version, "squashfs").value();
            plans.put(SampleUpstream.BASE_PATH + root, dice.lasting(mirror + root));
            bad.put(mirror, version);
        }
        stack.upstream(mirror).plan(exchange -> {
            FaultPlan plan = plans.get(exchange.path());
            return plan == null ? dice.documents(exchange) : plan.damagesTo(exchange);
        });
        stack.publish(mirror, tree);
    }

    /** Mostly small, sometimes of several parts. */
    private static long size(RandomGenerator random) {
        return switch (random.nextInt(10)) {
            case 0 -> 9_000_000L + random.nextInt(20_000_000);
            case 1, 2, 3 -> 1_000_000L + random.nextInt(8_000_000);
            default -> 1_000L + random.nextInt(500_000);
        };
    }

    private void assertConverges(FaultStack stack, String mirror) {
        String spoilt = bad.get(mirror);
        if (spoilt == null) {
            stack.assertConverges(mirror);
            published++;
            return;
        }
        SmallTree tree = stack.tree(mirror);
        String path = SmallTree.path(spoilt, "squashfs").value();
        stack.status().await(mirror, "has all but " + path, status -> isAllBut(path, tree, status));
        // In the place of what cannot be had stands what was there before, though upstream has dropped it.
        assertThat(stack.wholeVersions(mirror))
                .as("versions of " + mirror + " that are published and right")
                .containsAll(tree.without(spoilt).rootSizes().keySet())
                .doesNotContain(spoilt);
        givenUp++;
    }

    private static boolean isAllBut(String path, SmallTree tree, JsonNode status) {
        return status.path("settled").asBoolean()
                && tree.updated()
                        .toString()
                        .equals(status.path("upstream-updated").asText())
                && status.path("failures").size() == 1
                && status.path("failures").path(0).path("path").asText().equals(path);
    }
}
