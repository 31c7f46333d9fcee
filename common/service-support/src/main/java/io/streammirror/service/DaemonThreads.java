package io.streammirror.service;

import java.util.concurrent.ThreadFactory;

/** Threads with a name for thread dumps, which do not keep the process alive. */
public final class DaemonThreads {
    private DaemonThreads() {}

    /** A factory whose threads all have this name. */
    public static ThreadFactory named(String name) {
        return work -> {
            var thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        };
    }
}
