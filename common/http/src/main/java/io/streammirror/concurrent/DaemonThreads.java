package io.streammirror.concurrent;

import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;

/** Threads with a name for thread dumps, which do not keep the process alive. */
public final class DaemonThreads {
    private DaemonThreads() {}

    /** Starts a thread of this name for each task: for work that runs once, or until the process ends. */
    public static Executor starting(String name) {
        ThreadFactory threads = named(name);
        return task -> threads.newThread(task).start();
    }

    /** A factory whose threads all have this name. */
    public static ThreadFactory named(String name) {
        return work -> {
            var thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        };
    }
}
