package io.streammirror.stack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;

/**
 * Chooses free loopback ports, none of them twice. They are below the range of ephemeral ports, so that no outgoing connection can take one
 * before its server binds it.
 */
final class FreePort {
    private static final int FIRST = 20_000;
    private static final int COUNT = 12_000;
    private static final int TRIES = 500;

    private final Random random = new SecureRandom();
    private final Set<Integer> given = new HashSet<>();

    /** Excludes a port that has a purpose already. */
    synchronized void reserve(int port) {
        given.add(port);
    }

    synchronized int next() {
        for (int i = 0; i < TRIES; i++) {
            int port = FIRST + random.nextInt(COUNT);
            if (given.add(port) && isFree(port)) {
                return port;
            }
        }
        throw new StackException("no free loopback port between " + FIRST + " and " + (FIRST + COUNT) + " in " + TRIES
                + " tries: stop other programs that listen there");
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
