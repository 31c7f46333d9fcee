package io.streammirror.publisher.state;

import io.streammirror.decision.StandingOrder;

/** Words for orders on public pages: that there is one, not who gave it or why. */
final class OrderText {
    private OrderText() {}

    /**
     * That an operator gave the order, and when.
     *
     * @param preposition before the time: "since" for what lasts, "on" for what was done once
     */
    static String by(StandingOrder order, String preposition) {
        return " by an operator " + preposition + " " + order.since();
    }
}
