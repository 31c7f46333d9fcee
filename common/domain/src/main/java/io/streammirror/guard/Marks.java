package io.streammirror.guard;

import io.streammirror.decision.HighWater;
import io.streammirror.decision.IndexMark;
import io.streammirror.decision.UpstreamMarks;
import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.upstream.UpstreamSnapshot;
import java.time.Instant;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads off an upstream state how far it has come. */
public final class Marks {
    private Marks() {}

    /** The marks of all documents that have a time stamp. */
    public static UpstreamMarks of(UpstreamSnapshot set) {
        var streams = new TreeMap<ContentId, HighWater>();
        for (UpstreamSnapshot.Products products : set.products()) {
            HighWater mark = mark(
                    products.received().document().updated(),
                    products.received().body());
            if (mark != null) {
                streams.put(products.entry().contentId(), mark);
            }
        }
        HighWater index = mark(set.index().document().updated(), set.index().body());
        return new UpstreamMarks(
                streams, index == null ? null : new IndexMark(set.location().index(), index));
    }

    private static @Nullable HighWater mark(@Nullable Instant updated, byte[] body) {
        return updated == null ? null : new HighWater(updated, Sha256.of(body));
    }
}
