package io.streammirror.publisher.render;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.streammirror.codec.Json;
import io.streammirror.maas.PublishedForm;
import io.streammirror.publisher.assemble.AssembledStream;
import io.streammirror.simplestreams.UpdatedTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Renders one products document. */
final class ProductsRenderer {
    private ProductsRenderer() {}

    /** Keeps the published document byte for byte when only its time would be another. */
    static RenderedStream render(AssembledStream stream, @Nullable PublishedBody published, Instant updated) {
        if (published != null) {
            byte[] asBefore = body(stream, published.updated());
            if (Arrays.equals(asBefore, published.body())) {
                return rendered(stream, asBefore, published.updated());
            }
        }
        return rendered(stream, body(stream, updated), updated);
    }

    private static byte[] body(AssembledStream stream, Instant updated) {
        ObjectNode document = stream.source().selected().header().deepCopy();
        document.put("updated", UpdatedTime.format(updated));
        ObjectNode products = document.putObject("products");
        stream.products().forEach((name, product) -> products.set(name.value(), PublishedForm.of(product)));
        return Json.pretty(document);
    }

    private static RenderedStream rendered(AssembledStream stream, byte[] body, Instant updated) {
        return new RenderedStream(
                stream.source().contentId(),
                stream.source().entry(),
                body,
                updated,
                List.copyOf(stream.products().keySet()),
                stream.counts());
    }
}
