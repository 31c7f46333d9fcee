package io.streammirror.watcher.app;

import java.util.concurrent.ScheduledExecutorService;

/** The watcher's own threads; the type keeps them apart from those of Quarkus. */
record WatcherThreads(ScheduledExecutorService executor) {}
