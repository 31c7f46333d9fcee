package io.streammirror.publisher.admin;

import io.streammirror.mirror.MirrorName;
import io.streammirror.publisher.scrub.RepairRequests;
import jakarta.inject.Singleton;

/** Has the watcher compare what is wanted with what is stored, which requests damaged blobs again. */
@Singleton
final class WatcherRepairRequests implements RepairRequests {
    private final Commands commands;

    WatcherRepairRequests(Commands commands) {
        this.commands = commands;
    }

    @Override
    public void request(MirrorName mirror) {
        commands.changed(mirror);
    }
}
