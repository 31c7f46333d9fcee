package io.streammirror.watcher.poll;

import io.streammirror.event.UpstreamPolled;
import io.streammirror.mirror.MirrorName;
import java.util.function.BooleanSupplier;

/** Hears how every poll ended, also those that are not worth an event. */
@FunctionalInterface
public interface PollListener {
    void polled(UpstreamPolled poll);

    /**
     * Runs a poll, for whoever has to be there from its beginning to its end; {@link #polled} is called meanwhile.
     *
     * @return what the poll returns
     */
    default boolean around(MirrorName mirror, BooleanSupplier poll) {
        return poll.getAsBoolean();
    }
}
