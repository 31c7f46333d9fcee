package io.streammirror.system.fault;

import java.io.IOException;
import java.net.Socket;

/** Ends connections the hard way. */
final class Sockets {
    private Sockets() {}

    /** Discards sent bytes that are not yet read, and lets the other side notice. */
    static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException closedAlready) {
            // It is closed already.
        }
    }
}
