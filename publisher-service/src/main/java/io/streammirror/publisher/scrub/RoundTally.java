package io.streammirror.publisher.scrub;

import io.streammirror.scrub.ScrubTarget;
import io.streammirror.scrub.Verdict;
import java.time.Duration;
import java.time.Instant;

/** Counts what one round of reading found, for its line in the log. */
final class RoundTally {
    private final Instant started;
    private int blobs;
    private long bytes;
    private int damaged;
    private int missing;
    private int unread;

    RoundTally(Instant started) {
        this.started = started;
    }

    void add(ScrubTarget target, Verdict verdict) {
        blobs++;
        if (verdict instanceof Verdict.Absent) {
            missing++;
        } else if (verdict instanceof Verdict.Unread) {
            unread++;
        } else {
            bytes += target.size();
            damaged += verdict instanceof Verdict.Damaged ? 1 : 0;
        }
    }

    Instant started() {
        return started;
    }

    long seconds(Instant now) {
        return Duration.between(started, now).toSeconds();
    }

    int blobs() {
        return blobs;
    }

    /** Bytes of the blobs that were read whole, each counted once. */
    long bytes() {
        return bytes;
    }

    int damaged() {
        return damaged;
    }

    int missing() {
        return missing;
    }

    int unread() {
        return unread;
    }
}
