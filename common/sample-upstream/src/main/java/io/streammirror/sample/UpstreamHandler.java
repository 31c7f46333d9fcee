package io.streammirror.sample;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Answers GET and HEAD as a static web server does: ranges, conditions, strong validators. */
final class UpstreamHandler implements HttpHandler {
    private static final Set<String> METHODS = Set.of("GET", "HEAD");

    private volatile Map<String, SampleFile> files = Map.of();
    private volatile long bytesPerSecond;

    Map<String, SampleFile> served() {
        return files;
    }

    void serve(Map<String, SampleFile> replacement) {
        files = replacement;
    }

    void throttle(long limit) {
        bytesPerSecond = limit;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = pathBelowBase(exchange);
            SampleFile file = files.get(path);
            if (!METHODS.contains(exchange.getRequestMethod())) {
                exchange.sendResponseHeaders(405, -1);
            } else if (file == null) {
                exchange.sendResponseHeaders(404, -1);
            } else {
                answer(exchange, path, file);
            }
        }
    }

    /** The path below the base of the tree, without a leading slash. */
    static String pathBelowBase(HttpExchange exchange) {
        String path = exchange.getRequestURI().getPath().replaceAll("//+", "/");
        return path.startsWith(SampleUpstream.BASE_PATH) ? path.substring(SampleUpstream.BASE_PATH.length()) : path;
    }

    private void answer(HttpExchange exchange, String path, SampleFile file) throws IOException {
        var headers = exchange.getResponseHeaders();
        headers.set("ETag", file.etag());
        headers.set("Last-Modified", file.lastModified());
        headers.set("Accept-Ranges", "bytes");
        headers.set("Content-Type", contentType(path));
        if (file.isKnownTo(header(exchange, "If-None-Match"), header(exchange, "If-Modified-Since"))) {
            exchange.sendResponseHeaders(304, -1);
            return;
        }
        long size = file.blob().size();
        Optional<RequestedRange> part = header(exchange, "Range")
                .filter(range -> file.isStill(header(exchange, "If-Range")))
                .flatMap(range -> RequestedRange.parse(range, size));
        part.ifPresent(range -> headers.set("Content-Range", range.contentRange(size)));
        RequestedRange range = part.orElseGet(() -> RequestedRange.whole(size));
        if (part.isPresent() && !range.isSatisfiable()) {
            exchange.sendResponseHeaders(416, -1);
            return;
        }
        int status = part.isPresent() ? 206 : 200;
        if (exchange.getRequestMethod().equals("HEAD")) {
            headers.set("Content-Length", String.valueOf(range.length()));
            exchange.sendResponseHeaders(status, -1);
        } else {
            // For the JDK's server a length of 0 means "unknown" and -1 means none.
            exchange.sendResponseHeaders(status, range.length() == 0 ? -1 : range.length());
            send(exchange, file.blob(), range);
        }
    }

    private void send(HttpExchange exchange, Blob blob, RequestedRange range) throws IOException {
        try (InputStream content = blob.openAt(range.from())) {
            new ThrottledBody(exchange.getResponseBody(), range.length(), bytesPerSecond).send(content);
        }
    }

    private static String contentType(String path) {
        return path.endsWith("json") ? "application/json" : "application/octet-stream";
    }

    private static Optional<String> header(HttpExchange exchange, String name) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
    }
}
