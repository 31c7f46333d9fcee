package io.streammirror.service;

import io.streammirror.concurrent.DaemonThreads;

/** Ends this process together with its parent, because a killed local stack must not leave services behind. */
final class ParentWatch {
    private ParentWatch() {}

    static void exitWith(long pid) {
        DaemonThreads.starting("parent-watch").execute(() -> {
            ProcessHandle.of(pid).ifPresent(parent -> parent.onExit().join());
            Runtime.getRuntime().exit(0);
        });
    }
}
