package io.streammirror.upstream;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.streammirror.codec.Json;
import io.streammirror.config.MirrorSettings;
import io.streammirror.config.SettingsFixture;
import io.streammirror.openpgp.KeyAlgorithm;
import io.streammirror.openpgp.Signer;
import io.streammirror.openpgp.SigningKey;
import io.streammirror.selection.Selection;
import io.streammirror.simplestreams.ItemPath;
import io.streammirror.simplestreams.SampleProducts;
import io.streammirror.simplestreams.Sha256;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A signed tree in memory that is read like a server, and that can change while it is read. */
public final class FakeTree implements MetadataReader {
    public static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    public static final SigningKey KEY = SigningKey.generate(
            "Upstream <upstream@example.org>", KeyAlgorithm.ED25519, Instant.parse("2026-01-01T00:00:00Z"));
    public static final String INDEX = "streams/v1/index.sjson";

    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private final String base;
    private final Signer signer = new Signer(KEY, CLOCK);
    private final Map<String, byte[]> documents = new HashMap<>();
    private final Map<String, Runnable> changes = new HashMap<>();
    private final Set<String> missing = new HashSet<>();
    private final List<String> reads = new ArrayList<>();
    private ObjectNode index = newIndex();
    private boolean reachable = true;
    private Optional<Duration> busy = Optional.empty();
    private boolean validating = true;

    public FakeTree(String base) {
        this.base = base;
        putIndex();
    }

    private static ObjectNode newIndex() {
        ObjectNode index = JsonNodeFactory.instance.objectNode();
        index.put("format", "index:1.0").put("updated", "Thu, 24 Jul 2025 08:01:49 +0000");
        index.putObject("index");
        return index;
    }

    /** Publishes products documents and an index of exactly these, as old as the last of them. */
    public void publish(SampleProducts... products) {
        index = newIndex();
        for (SampleProducts document : products) {
            String contentId = document.root().path("content_id").asText();
            putSigned(pathOf(contentId), document.root());
            entry(contentId, "products:1.0")
                    .put("path", pathOf(contentId))
                    .set("updated", document.root().path("updated"));
            if (document.root().has("updated")) {
                index.set("updated", document.root().path("updated"));
            }
        }
        putIndex();
    }

    /** The entry of the index under this name, to be written by {@link #putIndex}. */
    public ObjectNode entry(String contentId, String format) {
        return index.withObject("index").withObjectProperty(contentId).put("format", format);
    }

    /** Writes the index as it stands now. */
    public void putIndex() {
        putSigned(INDEX, index);
    }

    public ObjectNode index() {
        return index;
    }

    public void putSigned(String path, ObjectNode document) {
        put(path, signer.clearSign(Json.pretty(document)));
    }

    public void put(String path, byte[] bytes) {
        documents.put(path, bytes);
    }

    /** Lets something happen once, just before this path is read. */
    public void beforeRead(String path, Runnable change) {
        changes.put(path, change);
    }

    public void reachable(boolean now) {
        reachable = now;
    }

    /** Asks everybody to come back later, until it is empty. */
    public void busyFor(Optional<Duration> pause) {
        busy = pause;
    }

    /** Whether documents come with an ETag. */
    public void validating(boolean now) {
        validating = now;
    }

    /** Takes a document away: the server says that there is none. */
    public void missing(String path) {
        documents.remove(path);
        missing.add(path);
    }

    /** Paths that were asked for, in order; answered whole or not. */
    public List<String> reads() {
        return reads;
    }

    public static String pathOf(String contentId) {
        return "streams/v1/" + contentId + ".sjson";
    }

    public URI source() {
        return URI.create(base);
    }

    /** Settings of a mirror of this tree that trusts its key and wants everything. */
    public SettingsFixture mirror(String name, URI... fallbacks) {
        return SettingsFixture.mirror(name)
                .source(source(), fallbacks)
                .keyring(KEY.publicKeyring())
                .maxUpstreamAge(Duration.ofDays(3650))
                .excludeStreams("excluded[.].*")
                .selections(new Selection(List.of(), OptionalInt.empty()));
    }

    /** As {@link #mirror}, with nothing else. */
    public MirrorSettings settings(String name, URI... fallbacks) {
        return mirror(name, fallbacks).build();
    }

    @Override
    public Answer read(URI url, long maxBytes, @Nullable Validators known) {
        String path = url.toString().substring(base.length());
        reads.add(path);
        Runnable change = changes.remove(path);
        if (change != null) {
            change.run();
        }
        if (busy.isPresent()) {
            throw UpstreamException.Unreachable.busy(url + " is busy", busy);
        }
        byte[] bytes = documents.get(new ItemPath(path).value());
        if (bytes == null && missing.contains(path)) {
            throw UpstreamException.Unreachable.missing(url + " answered HTTP status 404");
        }
        if (!reachable || !url.toString().startsWith(base) || bytes == null) {
            throw new UpstreamException.Unreachable(url + " answered nothing");
        }
        String etag = Sha256.of(bytes).hex();
        if (known != null && etag.equals(known.etag())) {
            return new Answer.NotModified();
        }
        return new Answer.Document(bytes, new Validators(validating ? etag : null, null));
    }
}
