package io.streammirror.watcher.poll;

import io.streammirror.events.UpstreamPolled;

/** Hears how every poll ended, also those that are not worth an event. */
@FunctionalInterface
public interface PollListener {
    void polled(UpstreamPolled poll);
}
