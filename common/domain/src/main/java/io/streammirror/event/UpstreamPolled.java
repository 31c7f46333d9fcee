package io.streammirror.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.streammirror.mirror.MirrorName;
import io.streammirror.simplestreams.Sha256;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The result of one poll.
 *
 * @param run of the watcher
 * @param reason for people; absent when there is nothing to explain
 * @param upstreamUpdated upstream's own time stamp, where one was read
 * @param catalog the revision that stands after this poll, where there is one
 * @param held the revision that waits for an operator; absent if none does
 */
public record UpstreamPolled(
        MirrorName mirror,
        String run,
        Outcome outcome,
        @Nullable String reason,
        @Nullable Instant upstreamUpdated,
        @Nullable Sha256 catalog,
        @Nullable Sha256 held,
        Instant time)
        implements Event {
    /** How a poll can end. */
    public enum Outcome {
        /** A new catalog stands. */
        @JsonProperty("accepted")
        ACCEPTED,
        /** Nothing new upstream. */
        @JsonProperty("unchanged")
        UNCHANGED,
        /** Signature, form or set is wrong: the mirror stays as it was. */
        @JsonProperty("refused")
        REFUSED,
        /** Well-formed and signed, but suspicious: an operator must say so. */
        @JsonProperty("held")
        HELD,
        /** Upstream is between two states: its documents do not belong together yet. */
        @JsonProperty("unsettled")
        UNSETTLED,
        /** No answer, or an error, from every source. */
        @JsonProperty("unreachable")
        UNREACHABLE,
        /** The mirror could not do its own part: its store or its log failed. */
        @JsonProperty("failed")
        FAILED
    }

    @Override
    public Topic topic() {
        return Topic.UPSTREAM;
    }

    @Override
    public String key() {
        return mirror.value();
    }
}
