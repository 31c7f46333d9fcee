package io.streammirror.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Many connections from one address of loopback that read nothing, with small buffers so that little is sent to them. */
final class HostileClients implements AutoCloseable {
    private static final InetSocketAddress FROM = new InetSocketAddress("127.0.0.2", 0);
    private static final int RECEIVE_BUFFER = 16 * 1024;

    private final InetSocketAddress target;
    private final List<SocketChannel> connections = new ArrayList<>();

    HostileClients(int port) {
        this.target = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /** Opens connections; those that the server closes again count too. */
    HostileClients connect(int count) {
        try {
            for (int i = 0; i < count; i++) {
                SocketChannel connection = SocketChannel.open();
                connections.add(connection);
                connection.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER);
                connection.bind(FROM);
                connection.connect(target);
                connection.configureBlocking(false);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Sends a text on each connection, as far as the server takes it. */
    HostileClients send(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        connections.forEach(connection -> send(connection, bytes));
        return this;
    }

    /** Sends a text on the connection that was opened last. */
    HostileClients sendOnLast(String text) {
        send(connections.get(connections.size() - 1), text.getBytes(StandardCharsets.ISO_8859_1));
        return this;
    }

    private static void send(SocketChannel connection, byte[] bytes) {
        try {
            connection.write(ByteBuffer.wrap(bytes));
        } catch (IOException closed) {
            // The server may close hostile connections.
        }
    }

    /** Sends a text again and again on each connection, until the server takes no more or a number of copies is sent. */
    HostileClients flood(String text, int copies) {
        ByteBuffer all = ByteBuffer.wrap(text.repeat(copies).getBytes(StandardCharsets.ISO_8859_1));
        for (SocketChannel connection : connections) {
            ByteBuffer rest = all.duplicate();
            try {
                int written;
                do {
                    written = connection.write(rest);
                } while (written > 0 && rest.hasRemaining());
            } catch (IOException closed) {
                // The server may close hostile connections.
            }
        }
        return this;
    }

    /** How many of the connections the server has closed, whatever it sent before. */
    int closed() {
        int closed = 0;
        ByteBuffer read = ByteBuffer.allocate(RECEIVE_BUFFER);
        for (SocketChannel connection : connections) {
            try {
                int count = connection.read(read.clear());
                while (count > 0) {
                    count = connection.read(read.clear());
                }
                closed += count < 0 ? 1 : 0;
            } catch (IOException reset) {
                closed++;
            }
        }
        return closed;
    }

    @Override
    public void close() {
        connections.forEach(connection -> {
            try {
                connection.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
