package io.streammirror.catalog;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.streammirror.mirror.MirrorName;
import io.streammirror.simplestreams.ItemPath;
import io.streammirror.simplestreams.ProductsDocument;
import io.streammirror.simplestreams.Sha256;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Wraps products documents into a catalog for tests. */
public final class SampleCatalog {
    private SampleCatalog() {}

    public static Catalog of(ProductsDocument... documents) {
        ObjectNode header =
                JsonNodeFactory.instance.objectNode().put("format", "index:1.0").put("unknown", "kept");
        List<CatalogStream> streams =
                Arrays.stream(documents).map(SampleCatalog::stream).toList();
        return Catalog.of(
                new MirrorName("sample"), "https://upstream.example/maas", header, hash("index"), streams, List.of());
    }

    private static CatalogStream stream(ProductsDocument document) {
        ObjectNode entry = JsonNodeFactory.instance
                .objectNode()
                .put("datatype", "image-ids")
                .put("unknown", new BigDecimal("2.0"));
        var path = new ItemPath("streams/v1/" + document.contentId() + ".sjson");
        return new CatalogStream(path, hash(document.contentId().value()), entry, document);
    }

    private static Sha256 hash(String text) {
        return Sha256.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
