package io.streammirror.sweep;

import io.streammirror.decision.LogState;
import io.streammirror.decision.SweepMark;
import io.streammirror.simplestreams.Sha256;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The objects that count as deleted at one moment of the log.
 *
 * @param mark of the last sweep, open or not; a decision on what was seen at this mark is void at another
 * @param keys of the objects that an open sweep deletes
 * @param blobs those of them that are blobs
 */
public record OpenSweep(@Nullable SweepMark mark, Set<String> keys, Set<Sha256> blobs) {
    public static final OpenSweep NONE = new OpenSweep(null, Set.of(), Set.of());

    public OpenSweep {
        keys = Set.copyOf(keys);
        blobs = Set.copyOf(blobs);
    }

    /** Whether a sweep was opened or closed since. */
    public boolean isOutdated(LogState state) {
        return mark == null ? state.sweep() != null : !mark.equals(state.sweep());
    }
}
