package io.streammirror.publisher.page.images;

import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.ProductName;
import io.streammirror.simplestreams.Sha256;
import java.nio.charset.StandardCharsets;

/** Names a product in a URL: names of products may have any characters, and thousands of them. */
public final class ProductId {
    private ProductId() {}

    /** The first 12 hexadecimal digits of the SHA-256 of stream and name, which no second product of a mirror has by accident. */
    public static String of(ContentId stream, ProductName product) {
        return Sha256.of((stream + "\n" + product).getBytes(StandardCharsets.UTF_8))
                .abbreviated();
    }
}
