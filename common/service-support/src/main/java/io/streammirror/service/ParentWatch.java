package io.streammirror.service;

/** Ends this process with the one that started it: a local stack that is killed must not leave services behind. */
final class ParentWatch {
    private ParentWatch() {}

    static void exitWith(long pid) {
        var watch = new Thread(
                () -> {
                    ProcessHandle.of(pid).ifPresent(parent -> parent.onExit().join());
                    Runtime.getRuntime().exit(0);
                },
                "parent-watch");
        watch.setDaemon(true);
        watch.start();
    }
}
