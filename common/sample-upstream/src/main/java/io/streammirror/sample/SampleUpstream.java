package io.streammirror.sample;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpServer;
import io.streammirror.openpgp.Signer;
import io.streammirror.simplestreams.ItemPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Serves a tree over HTTP, by default on loopback, signed by the given signer; safe for use by many threads. */
public final class SampleUpstream implements AutoCloseable {
    /** The path of MAAS's own stable tree. */
    public static final String BASE_PATH = "/ephemeral-v3/stable/";

    /** A free port on loopback. */
    public static final InetSocketAddress LOOPBACK = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    static {
        // The JDK's server writes head and body separately; without this, Nagle's algorithm delays small answers by 40
        // ms.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final UpstreamHandler handler = new UpstreamHandler();
    private final Signer signer;
    private final HttpServer server;
    private final ExecutorService threads;

    /** Starts to serve on a free loopback port. */
    public SampleUpstream(UpstreamTree tree, Signer signer) {
        this(tree, signer, LOOPBACK, List.of());
    }

    /**
     * Starts to serve on an address.
     *
     * @throws UncheckedIOException when the address cannot be used
     */
    public SampleUpstream(UpstreamTree tree, Signer signer, InetSocketAddress address) {
        this(tree, signer, address, List.of());
    }

    /**
     * Starts to serve on an address.
     *
     * @param filters see every request first
     */
    SampleUpstream(UpstreamTree tree, Signer signer, InetSocketAddress address, List<Filter> filters) {
        this.signer = signer;
        publish(tree);
        try {
            server = HttpServer.create(address, 0);
        } catch (IOException e) {
            throw new UncheckedIOException("the sample upstream cannot listen on " + address, e);
        }
        threads = Executors.newCachedThreadPool(task -> {
            var thread = new Thread(task, "sample-upstream");
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(threads);
        server.createContext("/", handler).getFilters().addAll(filters);
        server.start();
    }

    /** The URL to configure as the source of a mirror on this machine; it ends in a slash. */
    public URI base() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + BASE_PATH);
    }

    /** Replaces the whole tree atomically. */
    public synchronized void publish(UpstreamTree tree) {
        var contents = new TreeMap<ItemPath, Blob>(tree.blobs());
        contents.putAll(SampleDocuments.of(tree, signer));
        contents.putAll(tree.files());
        Map<String, SampleFile> before = handler.served();
        var files = new TreeMap<String, SampleFile>();
        contents.forEach((path, blob) ->
                files.put(path.value(), SampleFile.after(before.get(path.value()), blob, tree.updated())));
        handler.serve(files);
    }

    /** Limits the rate of every later response; zero removes the limit. */
    public void throttle(long bytesPerSecond) {
        handler.throttle(bytesPerSecond);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
