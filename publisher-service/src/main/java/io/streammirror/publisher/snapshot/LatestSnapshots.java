package io.streammirror.publisher.snapshot;

import io.streammirror.mirror.MirrorName;
import java.util.Optional;

/** What the last look at log and store has shown of each mirror. */
@FunctionalInterface
public interface LatestSnapshots {
    /** Empty before the first look, and for a mirror that is not configured. */
    Optional<MirrorSnapshot> of(MirrorName mirror);
}
