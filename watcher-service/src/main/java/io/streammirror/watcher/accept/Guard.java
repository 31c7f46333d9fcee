package io.streammirror.watcher.accept;

import io.streammirror.log.HighWater;
import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.upstream.UpstreamSet;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Keeps a mirror from going backwards: a validly signed but older upstream state is held, not followed. */
public final class Guard {
    private Guard() {}

    /** Why this state must not be followed without an operator's word; empty when there is nothing against it. */
    public static Optional<String> objection(SortedMap<ContentId, HighWater> highest, UpstreamSet set) {
        for (UpstreamSet.Products products : set.products()) {
            ContentId stream = products.entry().contentId();
            HighWater mark = highest.get(stream);
            Instant updated = products.received().document().updated();
            if (mark != null && updated != null && updated.isBefore(mark.updated())) {
                return Optional.of("rollback: stream " + stream + " is of " + updated + ", but " + mark.updated()
                        + " was seen before; upstream, or something between, shows an old state");
            }
        }
        return Optional.empty();
    }

    /** How far each stream has come with this state. */
    public static SortedMap<ContentId, HighWater> marks(UpstreamSet set) {
        var marks = new TreeMap<ContentId, HighWater>();
        for (UpstreamSet.Products products : set.products()) {
            Instant updated = products.received().document().updated();
            if (updated != null) {
                marks.put(
                        products.entry().contentId(),
                        new HighWater(updated, Sha256.of(products.received().body())));
            }
        }
        return marks;
    }
}
