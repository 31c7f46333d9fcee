package io.streammirror.publisher.state;

import io.streammirror.decision.StandingOrder;

/** How it is told whose order something is. */
final class OrderWords {
    private OrderWords() {}

    /**
     * Who gave the order, when, and why if that was said.
     *
     * @param preposition before the time: "since" for what lasts, "on" for what was done once
     */
    static String by(StandingOrder order, String preposition) {
        return " by " + order.who() + " " + preposition + " " + order.since()
                + (order.why() == null ? "" : ": " + order.why());
    }
}
