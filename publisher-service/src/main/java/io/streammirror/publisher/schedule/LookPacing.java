package io.streammirror.publisher.schedule;

import java.time.Duration;

/** How long a worker leaves log and store alone between two checks, whatever events come. */
final class LookPacing {
    /** Events come in bursts; one look serves them all. */
    static final Duration LEAST = Duration.ofMillis(250);

    /** Looking takes at most a fifth of the time, */
    static final int COST_FACTOR = 4;

    /**
     * unless what was stored meanwhile would be live too late: {@link PublishPacing#LEAST} also has to hold the next look and a publication. A look that
     * takes so long is the first one or lists the store, which seldom happens; or its mirror is a hundred times the size of MAAS's.
     */
    static final Duration MOST = Duration.ofSeconds(1);

    private LookPacing() {}

    static Duration after(Duration look) {
        Duration byCost = look.multipliedBy(COST_FACTOR);
        if (byCost.compareTo(LEAST) < 0) {
            return LEAST;
        }
        return byCost.compareTo(MOST) < 0 ? byCost : MOST;
    }
}
