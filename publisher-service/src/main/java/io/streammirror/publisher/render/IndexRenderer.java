package io.streammirror.publisher.render;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.streammirror.codec.Json;
import io.streammirror.publisher.publication.DocumentPaths;
import io.streammirror.simplestreams.ItemPath;
import io.streammirror.simplestreams.ProductsDocument;
import io.streammirror.simplestreams.UpdatedTime;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/** Renders an index from upstream's own fields, the unknown ones too. */
final class IndexRenderer {
    /** They describe upstream's file, which is another one than ours. */
    private static final List<String> FIELDS_OF_UPSTREAMS_FILE = List.of("md5", "sha1", "sha256", "sha512", "size");

    private IndexRenderer() {}

    /**
     * Renders one form of the index.
     *
     * @param form of the documents that it names
     */
    static byte[] render(
            ObjectNode header, List<RenderedStream> streams, Instant updated, Function<DocumentPaths, ItemPath> form) {
        ObjectNode document = header.deepCopy();
        document.put("updated", UpdatedTime.format(updated));
        ObjectNode index = document.putObject("index");
        streams.forEach(stream -> {
            ObjectNode entry = stream.entry().deepCopy();
            entry.remove(FIELDS_OF_UPSTREAMS_FILE);
            entry.put("format", ProductsDocument.FORMAT);
            entry.put("path", form.apply(stream.paths()).value());
            entry.put("updated", UpdatedTime.format(stream.updated()));
            ArrayNode products = entry.putArray("products");
            stream.products().forEach(product -> products.add(product.value()));
            index.set(stream.contentId().value(), entry);
        });
        return Json.pretty(document);
    }
}
