package io.streammirror.watcher.app;

import io.quarkus.runtime.annotations.QuarkusMain;
import io.streammirror.service.ServiceStart;

/** Where the watcher process begins. */
@QuarkusMain
public final class WatcherMain {
    private WatcherMain() {}

    public static void main(String... arguments) {
        ServiceStart.run(arguments);
    }
}
