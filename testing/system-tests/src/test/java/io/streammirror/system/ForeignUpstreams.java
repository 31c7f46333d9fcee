package io.streammirror.system;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.streammirror.codec.Json;
import io.streammirror.sample.UpstreamTree;
import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.ItemPath;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Unsigned trees as other publishers serve them, each below a path of its own: documents written for each request, object stores that name an
 * encoding, an index that is always newer than its document, and image ids without files.
 */
final class ForeignUpstreams implements AutoCloseable {
    static final String GENERATED = "generated";
    static final String STALE = "stale";
    static final String IDS = "ids";
    static final String ENCODED = "aws-chunked";
    static final String ZIPPED = "zipped";

    /** Trees that differ in the {@code Content-Encoding} of what is served. */
    static final List<String> CODINGS = List.of("plain", ENCODED, "empty", "zipped-documents", ZIPPED);

    /** What {@link #GENERATED} demands. */
    static final String TOKEN = "token-of-a-site";

    private static final ContentId IMAGE_IDS = new ContentId("com.example.cloud:released:demo");
    private static final DateTimeFormatter RFC = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final Map<String, byte[]> files = new HashMap<>();
    private final AtomicInteger generated = new AtomicInteger();
    private final Instant start = Instant.now().minus(Duration.ofDays(1));

    ForeignUpstreams() {
        for (String mirror : CODINGS) {
            addImages(mirror, Duration.ZERO);
        }
        addImages(GENERATED, Duration.ZERO);
        addImages(STALE, Duration.ofHours(12));
        addIds();
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    URI base(String mirror) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/" + mirror + "/");
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** One version of an image, and an index that is this much newer than its document. */
    private void addImages(String mirror, Duration newer) {
        UpstreamTree tree = SmallTree.named(mirror).with("20250101", 3_000).tree();
        ObjectNode document = tree.document(SmallTree.STREAM);
        document.put("updated", RFC.format(start));
        add(mirror, SmallTree.STREAM, document, start.plus(newer));
        document.findValues("path").forEach(path -> {
            try (var bytes = tree.blob(new ItemPath(path.textValue())).openAt(0)) {
                files.put("/" + mirror + "/" + path.textValue(), bytes.readAllBytes());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private void addIds() {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("content_id", IMAGE_IDS.value())
                .put("datatype", "image-ids")
                .put("format", "products:1.0");
        document.withObject("/_aliases/crsn/east").put("region", "us-east-1").put("endpoint", "https://east.example");
        document.withObject("products")
                .withObjectProperty("com.example.cloud:server:24.04:amd64")
                .put("arch", "amd64")
                .withObject("versions")
                .withObjectProperty("24.04.1-LTS")
                .withObject("items")
                .withObjectProperty("easthvm")
                .put("crsn", "east")
                .put("id", "ami-00001111")
                .put("virt", "hvm");
        add(IDS, IMAGE_IDS, document, start);
    }

    private void add(String mirror, ContentId stream, ObjectNode document, Instant ofEntry) {
        String path = "streams/v1/" + stream + ".json";
        ObjectNode index = JsonNodeFactory.instance.objectNode();
        index.put("format", "index:1.0").put("updated", RFC.format(ofEntry));
        ObjectNode entry = index.withObject("index").withObjectProperty(stream.value());
        entry.put("datatype", "image-ids")
                .put("format", "products:1.0")
                .put("path", path)
                .put("updated", RFC.format(ofEntry));
        document.path("products").fieldNames().forEachRemaining(entry.putArray("products")::add);
        files.put("/" + mirror + "/streams/v1/index.json", Json.pretty(index));
        files.put("/" + mirror + "/" + path, Json.pretty(document));
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String mirror = path.split("/", -1)[1];
        byte[] file = files.get(path);
        boolean isDocument = path.endsWith(".json");
        if (mirror.equals(GENERATED)) {
            generate(exchange, file, isDocument);
        } else if (file == null) {
            send(exchange, 404, new byte[0]);
        } else {
            send(exchange, 200, encoded(mirror, exchange, file, isDocument));
        }
    }

    /** As MAAS Site Manager does: GET only, with a token, in chunks, no validators, and the time of the request in each document. */
    private void generate(HttpExchange exchange, byte @Nullable [] file, boolean isDocument) throws IOException {
        if (!exchange.getRequestMethod().equals("GET")) {
            send(exchange, 405, new byte[0]);
        } else if (!("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            send(exchange, 401, new byte[0]);
        } else if (file == null) {
            send(exchange, 404, new byte[0]);
        } else {
            byte[] body = isDocument ? renewed(file) : file;
            exchange.sendResponseHeaders(200, 0);
            try (var out = exchange.getResponseBody()) {
                out.write(body);
            }
        }
    }

    private byte[] renewed(byte[] file) throws IOException {
        String time = RFC.format(start.plusSeconds(generated.incrementAndGet()));
        var document = (ObjectNode) Json.parse(file);
        document.put("updated", time);
        document.path("index").forEach(entry -> ((ObjectNode) entry).put("updated", time));
        return Json.pretty(document);
    }

    private static byte[] encoded(String mirror, HttpExchange exchange, byte[] file, boolean isDocument)
            throws IOException {
        boolean zipped = mirror.equals(ZIPPED) || (mirror.equals("zipped-documents") && isDocument);
        switch (mirror) {
            case ENCODED -> exchange.getResponseHeaders().set("Content-Encoding", "aws-chunked");
            case "empty" -> exchange.getResponseHeaders().set("Content-Encoding", "");
            default -> {
                if (zipped) {
                    exchange.getResponseHeaders().set("Content-Encoding", "gzip");
                }
            }
        }
        if (!zipped) {
            return file;
        }
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(file);
        }
        return bytes.toByteArray();
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        boolean head = exchange.getRequestMethod().equals("HEAD");
        if (head) {
            exchange.getResponseHeaders().set("Content-Length", Integer.toString(body.length));
        }
        exchange.sendResponseHeaders(status, head || body.length == 0 ? -1 : body.length);
        if (!head && body.length > 0) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
