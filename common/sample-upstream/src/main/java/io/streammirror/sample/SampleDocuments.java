package io.streammirror.sample;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.streammirror.codec.Json;
import io.streammirror.openpgp.Signer;
import io.streammirror.simplestreams.ItemPath;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Writes a tree's documents as upstream does: each clear-signed, plain, and plain with a detached signature beside it. */
final class SampleDocuments {
    private static final String FOLDER = "streams/v1/";
    private static final DateTimeFormatter RFC_2822 =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss Z", Locale.ENGLISH);

    private final Map<ItemPath, Blob> documents = new TreeMap<>();
    private final UpstreamTree tree;
    private final Signer signer;

    private SampleDocuments(UpstreamTree tree, Signer signer) {
        this.tree = tree;
        this.signer = signer;
    }

    static Map<ItemPath, Blob> of(UpstreamTree tree, Signer signer) {
        var documents = new SampleDocuments(tree, signer);
        tree.streams().forEach((id, document) -> {
            byte[] json = Json.pretty(document);
            documents.add(FOLDER + id, json, json);
        });
        documents.add(FOLDER + "index", Json.pretty(documents.index(".json")), Json.pretty(documents.index(".sjson")));
        return documents.documents;
    }

    private void add(String stem, byte[] plain, byte[] clear) {
        documents.put(new ItemPath(stem + ".json"), Blob.of(plain));
        documents.put(new ItemPath(stem + ".json.gpg"), Blob.of(signer.detachedSign(plain)));
        documents.put(new ItemPath(stem + ".sjson"), Blob.of(signer.clearSign(clear)));
    }

    /** The signed index leads to signed documents, the plain one to plain documents. */
    private ObjectNode index(String extension) {
        ObjectNode index = JsonNodeFactory.instance
                .objectNode()
                .put("format", "index:1.0")
                .put("updated", rfc2822(tree.updated()));
        ObjectNode entries = index.putObject("index");
        tree.streams().forEach((id, document) -> {
            ObjectNode entry = entries.putObject(id.value());
            entry.put("datatype", document.path("datatype").asText());
            entry.put("format", document.path("format").asText());
            entry.put("updated", document.path("updated").asText());
            entry.put("path", FOLDER + id + extension);
            var products = entry.putArray("products");
            document.path("products").fieldNames().forEachRemaining(products::add);
        });
        return index;
    }

    static String rfc2822(Instant instant) {
        return RFC_2822.format(instant.atOffset(ZoneOffset.UTC));
    }
}
