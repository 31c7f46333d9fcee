package io.streammirror.system.fault;

import java.io.IOException;
import java.net.Socket;

/** Ends connections the hard way. */
final class Sockets {
    private Sockets() {}

    /** What was sent and not yet read is lost, and the other side learns of it. */
    static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException closedAlready) {
            // It is closed already.
        }
    }
}
