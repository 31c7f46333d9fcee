package io.streammirror.lint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.streammirror.codec.Json;
import io.streammirror.maas.MaasContract;
import io.streammirror.simplestreams.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/** An unsigned source in memory, good at first, whose server can be made to misbehave at single paths. */
final class FakeSource implements SourceClient {
    static final String BASE = "http://source.example/tree/";
    static final URI INDEX = URI.create(BASE + "streams/v1/index.json");

    private static final List<String> DOCUMENTS = List.of("index", "ubuntu", "centos", "bootloaders");

    private final Map<String, byte[]> files = new HashMap<>();
    private final Map<String, Queue<Head>> heads = new HashMap<>();
    private Duration firstByte = Duration.ZERO;
    private final Set<String> hungUp = new HashSet<>();
    private final Queue<String> opened = new ConcurrentLinkedQueue<>();

    FakeSource() {
        for (String name : DOCUMENTS) {
            try (InputStream json = MaasContract.class.getResourceAsStream(name + ".json")) {
                JsonNode document = Json.parse(json.readAllBytes());
                document.findParents("path").forEach(holder -> fill((ObjectNode) holder));
                files.put("streams/v1/" + name + ".json", Json.pretty(document));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void fill(ObjectNode holder) {
        if (holder.has("sha256")) {
            byte[] content = new byte[holder.path("size").intValue()];
            Arrays.fill(content, (byte) holder.path("path").asText().hashCode());
            files.put(holder.path("path").asText(), content);
            holder.put("sha256", Sha256.of(content).hex());
        }
    }

    void put(String path, byte[] content) {
        files.put(path, content);
    }

    void remove(String path) {
        files.remove(path);
    }

    byte[] content(String path) {
        return files.get(path);
    }

    /** The next questions for the head of a path are answered so. */
    void answerHead(String path, Head... answers) {
        heads.put(path, new ArrayDeque<>(List.of(answers)));
    }

    /** The server hangs up when it is asked for the head of a path. */
    void hangUpOnHead(String path) {
        hungUp.add(path);
    }

    /** Every item begins so late. */
    void beginLate(Duration time) {
        firstByte = time;
    }

    /** Paths of which only the beginning of the content was asked for. */
    List<String> opened() {
        return List.copyOf(opened);
    }

    @Override
    public Content get(URI url, long maxBytes) {
        byte[] found = files.get(path(url));
        if (found == null) {
            return new Content(new Head(404, OptionalLong.empty()), new byte[0], false);
        }
        byte[] body = Arrays.copyOf(found, (int) Math.min(found.length, maxBytes));
        return new Content(ok(found), body, body.length < found.length);
    }

    @Override
    public Digested digest(URI url, long maxBytes) {
        byte[] found = files.get(path(url));
        return found == null
                ? new Digested(new Head(404, OptionalLong.empty()), 0, "")
                : new Digested(
                        ok(found).at(firstByte), found.length, Sha256.of(found).hex());
    }

    @Override
    public Head head(URI url) {
        if (hungUp.contains(path(url))) {
            throw new NoAnswerException(url, "hung up", new IOException("end of stream"));
        }
        Queue<Head> planned = heads.get(path(url));
        if (planned != null && !planned.isEmpty()) {
            return planned.remove();
        }
        return headOf(url);
    }

    @Override
    public Head headOfGet(URI url) {
        opened.add(path(url));
        return headOf(url).at(firstByte);
    }

    private Head headOf(URI url) {
        byte[] found = files.get(path(url));
        return found == null ? new Head(404, OptionalLong.empty()) : ok(found);
    }

    @Override
    public boolean keepsConnection(URI url) {
        return true;
    }

    private static Head ok(byte[] content) {
        return new Head(200, OptionalLong.of(content.length));
    }

    private static String path(URI url) {
        return url.toString().startsWith(BASE) ? url.toString().substring(BASE.length()) : "";
    }
}
