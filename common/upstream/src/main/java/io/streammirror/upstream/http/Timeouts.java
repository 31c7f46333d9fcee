package io.streammirror.upstream.http;

import java.time.Duration;

/**
 * How long upstream may take for one document.
 *
 * @param connect to be connected
 * @param answer to the response's head
 * @param whole from the request to the end of the body, redirects included
 * @param minRate bytes a second; less within a window means that nothing comes of it
 * @param window over which the rate counts, and its grace at the start
 */
public record Timeouts(Duration connect, Duration answer, Duration whole, long minRate, Duration window) {
    /**
     * A server that is alive answers a small document far sooner than in 20 s. Ten minutes are enough for the largest products
     * document known, of 40 MB, at 70 kB/s; a trickle ends much sooner.
     */
    public static final Timeouts ORDINARY = new Timeouts(
            Duration.ofSeconds(10), Duration.ofSeconds(20), Duration.ofMinutes(10), 10_000, Duration.ofSeconds(15));
}
