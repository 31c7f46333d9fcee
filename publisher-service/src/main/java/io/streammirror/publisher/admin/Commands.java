package io.streammirror.publisher.admin;

import io.streammirror.event.OperatorDecided;
import io.streammirror.event.PollRequested;
import io.streammirror.mirror.MirrorName;

/** Sends an operator's orders to the other parts of the mirror. */
interface Commands {
    /**
     * Sends a command to the watchers.
     *
     * @throws AdminException when the broker does not take it
     */
    void send(PollRequested command);

    /** Wakes the workers of the mirror after a change of the log: here, and elsewhere if the broker answers. */
    void changed(MirrorName mirror);

    /** Wakes the publisher of the mirror here, and announces the decision elsewhere if the broker answers. */
    void announce(OperatorDecided decided);
}
