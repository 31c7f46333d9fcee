package io.streammirror.testing.mutation;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Many random cases of one test, each made of a number that the seed gives it, so that any can be run again alone.
 *
 * <p>The seed is new for each run, and printed; {@code -Dsoak.seed=SEED} repeats the run, and with {@code -Dsoak.case=NUMBER} one case
 * of it.
 */
public final class SoakRun {
    /** A soak that takes longer says so and ends: something has become slow, and a build must end. */
    private static final Duration LONGEST = Duration.ofMinutes(3);

    private static final long SEED = Long.getLong("soak.seed", System.nanoTime());
    private static final long ONLY_CASE = Long.getLong("soak.case", -1);

    private final String name;
    private final int cases;
    private int accepted;

    private SoakRun(String name, int cases) {
        this.name = name;
        this.cases = cases;
    }

    /** One case; whatever it throws fails the soak. */
    public interface Case {
        /** Returns whether the input was accepted: a soak whose every input is refused at the door tests nothing more. */
        boolean run(RandomGenerator random) throws Exception;
    }

    /** Runs so many cases and prints a line that starts with "Soak", which {@code .ci/run} shows. */
    public static void of(String name, int cases, Case test) {
        new SoakRun(name, cases).run(test);
    }

    private void run(Case test) {
        long start = System.nanoTime();
        int done = 0;
        for (int number = 0; number < cases; number++) {
            if (ONLY_CASE < 0 || ONLY_CASE == number) {
                runOne(test, number);
                done++;
            }
            if (System.nanoTime() - start > LONGEST.toNanos()) {
                throw new AssertionError("soak '" + name + "' did " + done + " cases in " + LONGEST + "; " + cases
                        + " should take less" + repeat(number));
            }
        }
        long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
        System.out.printf(
                "Soak '%s': %d cases, %d of them accepted, %.1f s, seed %d%n",
                name, done, accepted, millis / 1000.0, SEED);
    }

    private void runOne(Case test, int number) {
        try {
            accepted += test.run(new SplittableRandom(SEED + 31L * name.hashCode() + number)) ? 1 : 0;
        } catch (Throwable e) {
            throw new AssertionError("soak '" + name + "' failed" + repeat(number) + ": " + e, e);
        }
    }

    private static String repeat(int number) {
        return "; repeat with -Dsoak.seed=" + SEED + " -Dsoak.case=" + number;
    }
}
