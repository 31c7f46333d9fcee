package io.streammirror.simplestreams;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.streammirror.codec.Json;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads index and products documents, strict where the mirror relies on something and keeping everything else.
 *
 * <p>Throws {@link DocumentException} and nothing else for any bytes; a single bad place is a {@link Rejection}.
 */
public final class DocumentParser {
    private DocumentParser() {}

    /** Reads an {@code index:1.0} document, also one that another index names. */
    public static Parsed<StreamIndex> parseIndex(byte[] body) {
        ObjectNode root = root(body, StreamIndex.FORMAT);
        var refusals = new ArrayList<>(WellFormedText.clean(root));
        refusals.addAll(AliasExpansion.expand(root));
        Instant updated = updated(root, "", refusals);
        var entries = new ArrayList<IndexEntry>();
        for (Map.Entry<String, JsonNode> entry : member(root, "index").properties()) {
            try {
                entries.add(entry(entry.getKey(), entry.getValue(), refusals));
            } catch (IllegalArgumentException e) {
                refusals.add(refusal("index", entry.getKey(), e));
            }
        }
        return new Parsed<>(new StreamIndex(root, updated, entries), refusals);
    }

    /** Reads a {@code products:1.0} document. */
    public static Parsed<ProductsDocument> parseProducts(byte[] body) {
        ObjectNode root = root(body, ProductsDocument.FORMAT);
        List<Rejection> refusals = new ArrayList<>(WellFormedText.clean(root));
        refusals.addAll(AliasExpansion.expand(root));
        ObjectNode products = member(root, "products");
        root.remove("products");
        Instant updated = updated(root, "", refusals);
        var document = new ProductsDocument(
                contentId(root),
                updated,
                root,
                new ProductsReader(refusals).products(products, InheritedFields.ofHeader(root)));
        return new Parsed<>(document, refusals);
    }

    private static IndexEntry entry(String contentId, JsonNode node, List<Rejection> refusals) {
        if (!(node instanceof ObjectNode raw)) {
            throw new IllegalArgumentException("must be an object");
        }
        String path = raw.path("path").textValue();
        if (path == null) {
            throw new IllegalArgumentException("has no path");
        }
        String format = raw.path("format").asText(ProductsDocument.FORMAT);
        var id = new ContentId(contentId);
        String pointer = JsonPointer.empty()
                .appendProperty("index")
                .appendProperty(contentId)
                .toString();
        return new IndexEntry(id, ItemPath.normalized(path), format, updated(raw, pointer, refusals), raw);
    }

    private static ObjectNode root(byte[] body, String format) {
        JsonNode root;
        try {
            root = Json.parse(body);
        } catch (JsonProcessingException e) {
            throw new DocumentException("", "is not JSON: " + e.getOriginalMessage(), e);
        } catch (UncheckedIOException e) {
            throw new DocumentException("", "is not JSON: " + e.getMessage(), e);
        }
        if (!(root instanceof ObjectNode object)) {
            throw new DocumentException("", "must be an object");
        }
        if (!format.equals(object.path("format").textValue())) {
            throw new DocumentException("/format", "must be '" + format + "', is " + object.path("format"));
        }
        return object;
    }

    private static ObjectNode member(ObjectNode root, String name) {
        if (root.get(name) instanceof ObjectNode object) {
            return object;
        }
        throw new DocumentException("/" + name, "must be an object");
    }

    private static ContentId contentId(ObjectNode root) {
        try {
            return new ContentId(root.path("content_id").asText());
        } catch (IllegalArgumentException e) {
            throw new DocumentException("/content_id", String.valueOf(e.getMessage()), e);
        }
    }

    /** The time; one that cannot be read is left out and named, since nothing else depends on it. */
    private static @Nullable Instant updated(ObjectNode object, String pointer, List<Rejection> refusals) {
        JsonNode updated = object.path("updated");
        if (updated.isMissingNode() || updated.isNull()) {
            return null;
        }
        Optional<Instant> time = UpdatedTime.parse(updated.asText());
        if (time.isEmpty()) {
            object.remove("updated");
            refusals.add(new Rejection(
                    pointer + "/updated",
                    "'" + shown(updated.asText())
                            + "' is no time: it must look like 'Thu, 24 Jul 2025 08:01:49 +0000'"));
        }
        return time.orElse(null);
    }

    private static String shown(String text) {
        return text.length() > 100 ? text.substring(0, 100) + "…" : text;
    }

    private static Rejection refusal(String holder, String name, IllegalArgumentException e) {
        String pointer =
                JsonPointer.empty().appendProperty(holder).appendProperty(name).toString();
        return new Rejection(pointer, String.valueOf(e.getMessage()));
    }
}
