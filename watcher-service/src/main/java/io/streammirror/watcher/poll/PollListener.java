package io.streammirror.watcher.poll;

import io.streammirror.event.UpstreamPolled;
import io.streammirror.mirror.MirrorName;
import java.util.function.BooleanSupplier;

/** Is called with the result of every poll, also of those that make no event. */
@FunctionalInterface
public interface PollListener {
    void polled(UpstreamPolled poll);

    /**
     * Runs a poll, for a listener that encloses it; {@link #polled} is called meanwhile.
     *
     * @return what the poll returns
     */
    default boolean around(MirrorName mirror, BooleanSupplier poll) {
        return poll.getAsBoolean();
    }
}
