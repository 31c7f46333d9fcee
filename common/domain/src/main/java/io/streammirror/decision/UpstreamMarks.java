package io.streammirror.decision;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.streammirror.simplestreams.ContentId;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How far upstream has come: the newest state of the index and of the streams that were taken.
 *
 * @param index null for an upstream whose index has no time stamp
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record UpstreamMarks(
        SortedMap<ContentId, HighWater> streams, @Nullable IndexMark index) {
    /** Of one mirror; some 25 kB in each entry. The mark of the index covers the streams that have none of their own. */
    public static final int MAX_STREAMS = 128;

    public static final UpstreamMarks NONE = new UpstreamMarks(Collections.emptySortedMap(), null);

    public UpstreamMarks {
        streams = Collections.unmodifiableSortedMap(new TreeMap<>(streams));
    }

    /**
     * These marks with those of a newer state over them. Marks of streams that upstream dropped stay while there is room, lest the streams
     * come back older; the newest of them stay longest.
     */
    UpstreamMarks then(UpstreamMarks newer) {
        var next = new TreeMap<ContentId, HighWater>();
        addNewest(newer.streams, next);
        addNewest(streams, next);
        return new UpstreamMarks(next, newer.index == null ? index : newer.index);
    }

    /** The same without the oldest mark of a stream; there must be one. */
    UpstreamMarks withoutOldest() {
        var rest = new TreeMap<>(streams);
        rest.remove(Collections.min(streams.entrySet(), Comparator.comparing(mark -> mark.getValue()
                        .updated()))
                .getKey());
        return new UpstreamMarks(rest, index);
    }

    private static void addNewest(Map<ContentId, HighWater> more, Map<ContentId, HighWater> marks) {
        more.entrySet().stream()
                .filter(mark -> !marks.containsKey(mark.getKey()))
                .sorted(Comparator.comparing((Map.Entry<ContentId, HighWater> mark) ->
                                mark.getValue().updated())
                        .reversed()
                        .thenComparing(Map.Entry::getKey))
                .limit(Math.max(0, MAX_STREAMS - marks.size()))
                .toList()
                .forEach(mark -> marks.put(mark.getKey(), mark.getValue()));
    }
}
