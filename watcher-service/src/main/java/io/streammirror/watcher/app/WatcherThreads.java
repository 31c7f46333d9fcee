package io.streammirror.watcher.app;

import java.util.concurrent.ScheduledExecutorService;

/** The watcher's own threads, told apart from Quarkus's by their type. */
record WatcherThreads(ScheduledExecutorService executor) {}
