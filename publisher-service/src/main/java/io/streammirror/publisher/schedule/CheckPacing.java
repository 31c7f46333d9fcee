package io.streammirror.publisher.schedule;

import java.time.Duration;

/** How long a worker leaves log and store alone between two checks, whatever events come. */
final class CheckPacing {
    /** Events come in bursts; one check serves them all. */
    static final Duration MIN_REST = Duration.ofMillis(250);

    /** Checks take at most a fifth of the time, */
    static final int COST_FACTOR = 4;

    /**
     * unless what was stored meanwhile would be live too late: {@link PublishPacing#MIN_INTERVAL} also has to hold the
     * next check and a publication. A check that takes so long is the first one or lists the store, which seldom
     * happens; or its mirror is a hundred times the size of MAAS's.
     */
    static final Duration MAX_REST = Duration.ofSeconds(1);

    private CheckPacing() {}

    /** The rest after a check that took so long. */
    static Duration after(Duration check) {
        Duration byCost = check.multipliedBy(COST_FACTOR);
        if (byCost.compareTo(MIN_REST) < 0) {
            return MIN_REST;
        }
        return byCost.compareTo(MAX_REST) < 0 ? byCost : MAX_REST;
    }
}
