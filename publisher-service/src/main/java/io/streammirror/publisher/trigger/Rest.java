package io.streammirror.publisher.trigger;

import java.time.Duration;

/** How long a worker leaves log and store alone between two looks, whatever is heard. */
final class Rest {
    /** Events come in bursts; one look serves them all. */
    static final Duration LEAST = Duration.ofMillis(250);

    /** Looking takes at most a fifth of the time, */
    static final int COST_FACTOR = 4;

    /** unless what was stored meanwhile would be live too late: {@link Pace#LEAST} also has to hold the next look and a publication. */
    static final Duration MOST = Duration.ofSeconds(1);

    private Rest() {}

    /** As long as the look at least, so that a mirror of any size leaves half of the time to others. */
    static Duration after(Duration look) {
        return longer(look, longer(LEAST, shorter(MOST, look.multipliedBy(COST_FACTOR))));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
