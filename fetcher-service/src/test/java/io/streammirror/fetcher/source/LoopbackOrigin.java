package io.streammirror.fetcher.source;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** An HTTP server on the loopback interface that gives each reply once, in order, and remembers what it was asked. */
public final class LoopbackOrigin implements AutoCloseable {
    private final Queue<Reply> replies = new ConcurrentLinkedQueue<>();
    private final List<String> paths = new CopyOnWriteArrayList<>();
    private final List<String> ranges = new CopyOnWriteArrayList<>();
    private final List<String> authorizations = new CopyOnWriteArrayList<>();
    private final Set<InetSocketAddress> peers = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private volatile @Nullable Reply always;

    public LoopbackOrigin() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** Handles one exchange, which is closed afterwards. */
    @FunctionalInterface
    public interface Reply {
        void to(HttpExchange exchange) throws IOException, InterruptedException;

        /** The whole item, or the rest of it where asked for. */
        static Reply ranged(byte[] item, String etag) {
            return exchange -> {
                exchange.getResponseHeaders().set("ETag", etag);
                String range = exchange.getRequestHeaders().getFirst("Range");
                String[] ends = range == null
                        ? new String[] {"0"}
                        : range.substring("bytes=".length()).split("-");
                int first = Integer.parseInt(ends[0]);
                int last = ends.length == 2 ? Integer.parseInt(ends[1]) : item.length - 1;
                if (range != null) {
                    exchange.getResponseHeaders()
                            .set("Content-Range", "bytes " + first + "-" + last + "/" + item.length);
                }
                exchange.sendResponseHeaders(range == null ? 200 : 206, last - first + 1);
                exchange.getResponseBody().write(item, first, last - first + 1);
            };
        }

        /** The whole item, whatever was asked for. */
        static Reply whole(byte[] item) {
            return exchange -> {
                exchange.sendResponseHeaders(200, item.length);
                exchange.getResponseBody().write(item);
            };
        }

        static Reply status(int status, Map<String, String> headers) {
            return exchange -> {
                headers.forEach(exchange.getResponseHeaders()::set);
                exchange.sendResponseHeaders(status, -1);
            };
        }

        /** Announces the whole item, but closes the connection after so many bytes. */
        static Reply cut(byte[] item, String etag, int after) {
            return exchange -> {
                exchange.getResponseHeaders().set("ETag", etag);
                begin(exchange, item, after);
            };
        }

        /** Announces the whole item, but says nothing more after so many bytes. */
        static Reply silentAfter(byte[] item, int after) {
            return exchange -> {
                begin(exchange, item, after);
                // Until the server is closed.
                new CountDownLatch(1).await();
            };
        }

        private static void begin(HttpExchange exchange, byte[] item, int count) throws IOException {
            exchange.sendResponseHeaders(200, item.length);
            exchange.getResponseBody().write(item, 0, count);
            exchange.getResponseBody().flush();
        }
    }

    /** Gives this reply to all further requests. */
    public void replyAlways(Reply reply) {
        always = reply;
    }

    public void reply(Reply... inOrder) {
        replies.addAll(List.of(inOrder));
    }

    public URI item() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/item");
    }

    public List<String> paths() {
        return paths;
    }

    /** The range that each request asked for. */
    public List<String> ranges() {
        return ranges;
    }

    /** The authorization of each request. */
    public List<String> authorizations() {
        return authorizations;
    }

    /** The other ends of all connections. */
    public Set<InetSocketAddress> peers() {
        return peers;
    }

    @Override
    public void close() {
        threads.shutdownNow();
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        paths.add(exchange.getRequestURI().getPath());
        Headers asked = exchange.getRequestHeaders();
        String range = asked.getFirst("Range");
        String authorization = asked.getFirst("Authorization");
        authorizations.add(authorization == null ? "none" : authorization);
        peers.add(exchange.getRemoteAddress());
        ranges.add(range == null ? "none" : range);
        try (exchange) {
            Reply last = always;
            (last == null ? replies.remove() : last).to(exchange);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }
}
