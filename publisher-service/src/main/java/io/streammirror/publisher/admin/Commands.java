package io.streammirror.publisher.admin;

import io.streammirror.event.OperatorDecided;
import io.streammirror.event.PollRequested;
import io.streammirror.mirror.MirrorName;

/** How the rest of the mirror hears of an operator's wishes. */
interface Commands {
    /**
     * Tells the watchers.
     *
     * @throws AdminException when the broker does not take it
     */
    void send(PollRequested command);

    /** Wakes whoever works on the mirror, here and, as far as the broker can be reached, elsewhere: the log has changed. */
    void changed(MirrorName mirror);

    /** Wakes whoever publishes the mirror here, and tells everybody else as far as the broker can be reached. */
    void announce(OperatorDecided decided);
}
