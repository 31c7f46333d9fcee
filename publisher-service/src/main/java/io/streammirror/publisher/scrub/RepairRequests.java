package io.streammirror.publisher.scrub;

import io.streammirror.mirror.MirrorName;

/** Asks for what a mirror is missing. */
@FunctionalInterface
public interface RepairRequests {
    /** Has the publisher assemble the mirror, and the watcher request what is missing; without a broker both do so later. */
    void request(MirrorName mirror);
}
