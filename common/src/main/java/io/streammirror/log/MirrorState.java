package io.streammirror.log;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.Sha256;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What was decided about one mirror; every change is a method that answers the next state.
 *
 * @param superseded newest first
 * @param highWater per stream of the upstream
 * @param refused null while the upstream is followed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MirrorState(
        @Nullable AcceptedCatalog catalog,
        @Nullable LivePublication live,
        List<SupersededPublication> superseded,
        SortedMap<ContentId, HighWater> highWater,
        @Nullable Refusal refused) {
    public static final MirrorState EMPTY = new MirrorState(null, null, List.of(), Collections.emptySortedMap(), null);

    public MirrorState {
        superseded = List.copyOf(superseded);
        highWater = Collections.unmodifiableSortedMap(new TreeMap<>(highWater));
    }

    /** Follows another catalog, which ends a refusal. */
    public MirrorState withCatalog(AcceptedCatalog accepted) {
        return new MirrorState(accepted, live, superseded, highWater, null);
    }

    /** Raises the marks of these streams; marks of streams that upstream dropped stay, lest they come back older. */
    public MirrorState withHighWater(SortedMap<ContentId, HighWater> marks) {
        var next = new TreeMap<>(highWater);
        next.putAll(marks);
        return new MirrorState(catalog, live, superseded, next, refused);
    }

    public MirrorState withRefused(Refusal refusal) {
        return new MirrorState(catalog, live, superseded, highWater, refusal);
    }

    /** Serves another publication; the one before it becomes superseded, and those past their retention are forgotten. */
    public MirrorState withLive(LivePublication next, Instant now, PublicationRetention retention) {
        var former = new ArrayList<SupersededPublication>();
        if (live != null) {
            former.add(new SupersededPublication(live, now));
        }
        former.addAll(superseded);
        former.removeIf(publication -> publication.id().equals(next.id()));
        return new MirrorState(catalog, next, retention.kept(former, now), highWater, refused);
    }

    /** The ids of all publications that are served, or may be again: the live one and the superseded. */
    public List<Sha256> keptPublications() {
        var kept = new ArrayList<Sha256>();
        if (live != null) {
            kept.add(live.id());
        }
        superseded.forEach(publication -> kept.add(publication.id()));
        return kept;
    }
}
