package io.streammirror.decision;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.streammirror.simplestreams.ContentId;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How far upstream has come: the newest state of the index and of every stream that was ever taken.
 *
 * @param index null for an upstream whose index has no time stamp
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record UpstreamMarks(
        SortedMap<ContentId, HighWater> streams, @Nullable IndexMark index) {
    public static final UpstreamMarks NONE = new UpstreamMarks(Collections.emptySortedMap(), null);

    public UpstreamMarks {
        streams = Collections.unmodifiableSortedMap(new TreeMap<>(streams));
    }

    /** These marks with those of a newer state over them; marks of streams that upstream dropped stay, lest they come back older. */
    UpstreamMarks then(UpstreamMarks newer) {
        var next = new TreeMap<>(streams);
        next.putAll(newer.streams);
        return new UpstreamMarks(next, newer.index == null ? index : newer.index);
    }
}
