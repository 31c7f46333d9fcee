package io.streammirror.system.fault;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.security.SecureRandom;
import java.util.Random;

/**
 * Ports on loopback for servers that go away and come back: outside the ranges from which systems take the ports of outgoing
 * connections and the command takes those of its stack, so that no other process takes one meanwhile.
 */
public final class FaultPorts {
    private static final int FIRST = 10_500;
    private static final int COUNT = 9_000;

    private static final Random RANDOM = new SecureRandom();

    private FaultPorts() {}

    public static int next() {
        while (true) {
            int port = FIRST + RANDOM.nextInt(COUNT);
            try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException taken) {
                // The next candidate is tried.
            }
        }
    }
}
