package io.streammirror.event;

import java.time.Duration;
import java.util.Optional;

/** The topics, and how each keeps its records; services create what is missing. */
public enum Topic {
    /** Accepted catalogs; the newest of each mirror is kept. */
    CATALOGS("mirror.catalogs", 1, Optional.empty()),
    /** Polls and what came of them, for the page, for people and for those who wait. */
    UPSTREAM("mirror.upstream", 1, Optional.of(Duration.ofDays(7))),
    /**
     * The queue of the fetchers' share group; a request is void after a day, the watcher asks again.
     *
     * <p>One partition: a share group gives each member one partition to look at, so with more of them slots of one
     * would be idle while requests wait in another. Records of one partition go to any number of members.
     */
    FETCH_REQUESTS("mirror.fetch-requests", 1, Optional.of(Duration.ofDays(1))),
    /** Requests for small items. Fetchers take them in batches, because a single one would cost more than its download. */
    SMALL_FETCH_REQUESTS("mirror.small-fetch-requests", 1, Optional.of(Duration.ofDays(1))),
    FETCH_RESULTS("mirror.fetch-results", 3, Optional.of(Duration.ofDays(1))),
    /** One record a second of each busy fetcher: of use while it is fresh. */
    FETCH_PROGRESS("mirror.fetch-progress", 1, Optional.of(Duration.ofMinutes(10))),
    /** Live publications; the newest of each mirror is kept. */
    PUBLICATIONS("mirror.publications", 1, Optional.empty()),
    COMMANDS("mirror.commands", 1, Optional.of(Duration.ofDays(1)));

    private final String topicName;
    private final int partitions;
    private final Optional<Duration> retention;

    Topic(String topicName, int partitions, Optional<Duration> retention) {
        this.topicName = topicName;
        this.partitions = partitions;
        this.retention = retention;
    }

    /** Whether other systems may read it; all others are internal and may change with any release. */
    public boolean isPublic() {
        return this == PUBLICATIONS || this == UPSTREAM || this == COMMANDS;
    }

    public String topicName() {
        return topicName;
    }

    /** How many partitions a new topic gets; a share group scales beyond their number. */
    public int partitions() {
        return partitions;
    }

    /** How long records are kept; empty for compacted topics, which keep the newest of each key. */
    public Optional<Duration> retention() {
        return retention;
    }

    /** Where records go that a reader of this topic cannot make sense of. */
    public String deadLetterName() {
        return topicName + ".dead-letters";
    }
}
