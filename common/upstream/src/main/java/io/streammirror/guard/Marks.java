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
                streams.put(products.contentId(), mark);
            }
        }
        HighWater index = mark(set.index().document().updated(), set.index().body());
        return new UpstreamMarks(
                streams, index == null ? null : new IndexMark(set.location().index(), index));
    }

    /**
     * The marks of a set, some of whose streams could not be read: these stay as they are.
     *
     * @param known of earlier states
     */
    public static UpstreamMarks of(UpstreamSnapshot set, UpstreamMarks known) {
        UpstreamMarks read = of(set);
        var streams = new TreeMap<>(read.streams());
        set.unreadable().forEach(stream -> {
            HighWater mark = known.streams().get(stream);
            if (mark != null) {
                streams.putIfAbsent(stream, mark);
            }
        });
        return new UpstreamMarks(streams, read.index());
    }

    private static @Nullable HighWater mark(@Nullable Instant updated, byte[] body) {
        return updated == null ? null : new HighWater(updated, Sha256.of(body));
    }
}
