package io.streammirror.publisher.customimage;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.streammirror.codec.Json;
import io.streammirror.decision.Orders;
import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.DocumentException;
import io.streammirror.simplestreams.DocumentParser;
import io.streammirror.simplestreams.ProductsDocument;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.Blobs;
import io.streammirror.store.ObjectMissingException;
import io.streammirror.store.ObjectStore;
import io.streammirror.store.StoreException;
import java.io.UncheckedIOException;
import java.util.TreeMap;

/** The collections in the store, each a blob under its own hash. */
public final class CustomImageCollections {
    /** Of the most versions, with a few files each, it takes a tenth. */
    private static final long MAX_BYTES = 16L << 20;

    /** Raised only when older software could no longer read what is written. */
    private static final String FORMAT = "own-images:1";

    private final Blobs blobs;

    public CustomImageCollections(ObjectStore store) {
        this.blobs = new Blobs(store);
    }

    /** Stores a collection and answers its address; doing so twice changes nothing. */
    public Sha256 save(CustomImageCollection collection) {
        return blobs.storeDocument(encode(collection), "application/json");
    }

    /**
     * The custom images that standing orders name.
     *
     * @throws StoreException when it cannot be read: images must not go for that
     */
    public CustomImageCollection read(Orders orders) {
        return orders.images() == null
                ? CustomImageCollection.NONE
                : read(orders.images().document());
    }

    /**
     * Reads a collection back.
     *
     * @throws StoreException when the store does not have it whole
     */
    public CustomImageCollection read(Sha256 document) {
        try {
            return decode(blobs.read(document, MAX_BYTES));
        } catch (ObjectMissingException | UncheckedIOException | DocumentException | IllegalArgumentException e) {
            throw new StoreException("the list of own images " + document + " cannot be read: " + e.getMessage());
        }
    }

    static byte[] encode(CustomImageCollection collection) {
        ObjectNode form = JsonNodeFactory.instance.objectNode().put("format", FORMAT);
        ObjectNode streams = form.putObject("streams");
        collection.streams().forEach((id, document) -> streams.set(id.value(), document.toJson()));
        return Json.pretty(form);
    }

    static CustomImageCollection decode(byte[] bytes) {
        ObjectNode form = Json.read(bytes, ObjectNode.class);
        String format = form.path("format").asText();
        if (!format.equals(FORMAT)) {
            throw new IllegalArgumentException("its format is '" + format + "', not '" + FORMAT + "'");
        }
        var streams = new TreeMap<ContentId, ProductsDocument>();
        form.path("streams").forEach(node -> {
            var parsed = DocumentParser.parseProducts(Json.pretty(node));
            if (!parsed.refusals().isEmpty()) {
                throw new IllegalArgumentException(parsed.refusals().get(0).toString());
            }
            streams.put(parsed.document().contentId(), parsed.document());
        });
        return new CustomImageCollection(streams);
    }
}
