package io.streammirror.watcher.event;

import io.streammirror.event.Event;
import java.util.List;

/** Where events go; returns when the broker has them all. */
@FunctionalInterface
public interface EventChannel {
    /** Sends events in this order; throws when the broker did not take them in time, and then some may have gone out. */
    void send(List<? extends Event> events);
}
