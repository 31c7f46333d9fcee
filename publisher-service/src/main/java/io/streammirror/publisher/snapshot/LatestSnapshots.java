package io.streammirror.publisher.snapshot;

import io.streammirror.mirror.MirrorName;
import java.util.Optional;

/** The result of the last check of log and store for each mirror. */
@FunctionalInterface
public interface LatestSnapshots {
    /** Empty before the first check, and for a mirror that is not configured. */
    Optional<MirrorSnapshot> of(MirrorName mirror);
}
