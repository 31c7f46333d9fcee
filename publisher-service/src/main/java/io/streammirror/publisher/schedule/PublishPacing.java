package io.streammirror.publisher.schedule;

import io.streammirror.publisher.switchover.PublishNeed;
import java.time.Duration;
import java.time.Instant;

/** How soon to publish again while items keep coming: each publication costs readers and the store something. */
final class PublishPacing {
    /** A finished version is live within three seconds of its last item. */
    static final Duration MIN_INTERVAL = Duration.ofSeconds(3);

    /** So that at most a tenth of the time goes into publications that the next one supersedes. */
    static final int COST_FACTOR = 10;

    private Instant next = Instant.MIN;

    /** How long to wait before publishing; zero or less for now. */
    Duration delay(PublishNeed need, Instant now) {
        return need == PublishNeed.FINISHED || !now.isBefore(next) ? Duration.ZERO : Duration.between(now, next);
    }

    void published(Instant started, Instant ended) {
        Duration byCost = Duration.between(started, ended).multipliedBy(COST_FACTOR);
        next = ended.plus(byCost.compareTo(MIN_INTERVAL) > 0 ? byCost : MIN_INTERVAL);
    }
}
