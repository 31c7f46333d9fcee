package io.streammirror.system.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Stands on loopback before an HTTP server and does to its exchanges what the plan says; without one it is not noticed.
 *
 * <p>It knows requests and answers, not what they mean, so it stands before a SimpleStreams tree as well as before a store.
 */
public final class FaultProxy implements AutoCloseable {
    private final int port;
    private final InetSocketAddress server;
    private final FaultTally tally;
    private final Map<String, Integer> requests = new ConcurrentHashMap<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        var thread = new Thread(task, "fault-proxy");
        thread.setDaemon(true);
        return thread;
    });
    private volatile FaultPlan plan = FaultPlan.NONE;
    private volatile @Nullable ServerSocket listener;

    /**
     * Begins to listen.
     *
     * @param port where to listen
     * @param serverPort where the true server listens, on loopback too
     */
    public FaultProxy(int port, int serverPort, FaultTally tally) {
        this.port = port;
        this.server = new InetSocketAddress(InetAddress.getLoopbackAddress(), serverPort);
        this.tally = tally;
        appear();
    }

    /** The address of its root; ends in a slash. */
    public URI root() {
        return URI.create("http://127.0.0.1:" + port + "/");
    }

    /** From now on this goes wrong. */
    public void plan(FaultPlan replacement) {
        plan = replacement;
    }

    /** Starts to count the requests for each path from zero. */
    public void forget() {
        requests.clear();
    }

    /** The requests with a method for a path so far. */
    public int requests(String method, String path) {
        return requests.getOrDefault(method + ' ' + path, 0);
    }

    /** Resets all connections and refuses new ones. */
    public synchronized void vanish() {
        ServerSocket listening = listener;
        listener = null;
        if (listening != null) {
            close(listening);
        }
        open.forEach(Sockets::reset);
    }

    /** Listens again, at the same port. */
    public synchronized void appear() {
        if (listener != null) {
            return;
        }
        try {
            var socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
            listener = socket;
            threads.execute(() -> accept(socket));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on port " + port, e);
        }
    }

    @Override
    public void close() {
        vanish();
        threads.shutdownNow();
    }

    private void accept(ServerSocket listening) {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                open.add(client);
                if (listening.isClosed()) {
                    Sockets.reset(client);
                }
                threads.execute(() -> serve(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            client.setTcpNoDelay(true);
            new ProxyConnection(client, server, this::plan, this::numbered, tally).run();
        } catch (IOException goneOrReset) {
            // As planned, or because the client had enough.
        } finally {
            open.remove(client);
        }
    }

    private FaultPlan plan() {
        return plan;
    }

    private int numbered(String request) {
        return requests.merge(request, 1, Integer::sum);
    }

    private static void close(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
