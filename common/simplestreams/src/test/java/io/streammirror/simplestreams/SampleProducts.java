package io.streammirror.simplestreams;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.streammirror.codec.Json;
import java.nio.charset.StandardCharsets;

/** Builds products documents for tests; an item's content is a word, from which its size and hash follow. */
public final class SampleProducts {
    private final ObjectNode root = JsonNodeFactory.instance.objectNode();

    public SampleProducts(String contentId) {
        root.put("content_id", contentId)
                .put("format", "products:1.0")
                .put("datatype", "image-ids")
                .put("updated", "Thu, 24 Jul 2025 08:01:49 +0000");
        root.putObject("products");
    }

    /** For what the other methods do not offer. */
    public ObjectNode root() {
        return root;
    }

    public ObjectNode product(String product) {
        return root.withObject("products").withObjectProperty(product);
    }

    public ObjectNode version(String product, String version) {
        return product(product).withObjectProperty("versions").withObjectProperty(version);
    }

    public ObjectNode itemNode(String product, String version, String item) {
        return version(product, version).withObjectProperty("items").withObjectProperty(item);
    }

    public SampleProducts item(String product, String version, String item, String content) {
        return item(product, version, item, product + "/" + version + "/" + item, content);
    }

    public SampleProducts item(String product, String version, String item, String path, String content) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        itemNode(product, version, item)
                .put("ftype", item)
                .put("path", path)
                .put("size", bytes.length)
                .put("sha256", Sha256.of(bytes).hex());
        return this;
    }

    public byte[] bytes() {
        return Json.pretty(root);
    }

    public Parsed<ProductsDocument> parsed() {
        return DocumentParser.parseProducts(bytes());
    }

    public ProductsDocument document() {
        return parsed().document();
    }
}
