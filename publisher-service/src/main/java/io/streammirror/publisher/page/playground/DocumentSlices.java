package io.streammirror.publisher.page.playground;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.streammirror.codec.Json;
import io.streammirror.simplestreams.DocumentException;
import io.streammirror.simplestreams.DocumentParser;
import io.streammirror.simplestreams.ProductsDocument;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;

/**
 * Parses a products document in slices of some products. The tree of a whole document takes ten times its bytes; a publisher that serves
 * must not need that for a question of a visitor.
 */
final class DocumentSlices {
    static final int SLICE = 64;

    private static final String PRODUCTS = "products";

    /** A reader that leaves the rest of the document after a value. */
    private static final ObjectReader READER =
            Json.mapper().reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private DocumentSlices() {}

    /**
     * Visits all products of a document in its order, each slice as a document of its own.
     *
     * @param body the document without a signature
     * @throws DocumentException when it cannot be parsed
     */
    static void read(byte[] body, Consumer<ProductsDocument> visitor) {
        try {
            ObjectNode header = header(body);
            try (JsonParser parser = Json.mapper().createParser(body)) {
                if (isAtProducts(parser)) {
                    slices(parser, header, visitor);
                }
            }
        } catch (IOException e) {
            throw new DocumentException("", "is not JSON: " + e.getMessage(), e);
        }
    }

    /** All other fields, wherever they stand in the document. */
    private static ObjectNode header(byte[] body) throws IOException {
        ObjectNode header = Json.mapper().createObjectNode();
        try (JsonParser parser = Json.mapper().createParser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new DocumentException("", "must be an object");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                if (name.equals(PRODUCTS)) {
                    parser.skipChildren();
                } else {
                    header.set(name, READER.<JsonNode>readTree(parser));
                }
            }
        }
        return header;
    }

    private static boolean isAtProducts(JsonParser parser) throws IOException {
        parser.nextToken();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean found = parser.currentName().equals(PRODUCTS);
            JsonToken value = parser.nextToken();
            if (found) {
                return value == JsonToken.START_OBJECT;
            }
            parser.skipChildren();
        }
        return false;
    }

    private static void slices(JsonParser parser, ObjectNode header, Consumer<ProductsDocument> visitor)
            throws IOException {
        ObjectNode products = header.objectNode();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            products.set(name, READER.<JsonNode>readTree(parser));
            if (products.size() == SLICE) {
                visit(header, products, visitor);
                products = header.objectNode();
            }
        }
        if (!products.isEmpty()) {
            visit(header, products, visitor);
        }
    }

    private static void visit(ObjectNode header, ObjectNode products, Consumer<ProductsDocument> visitor) {
        ObjectNode slice = header.deepCopy();
        slice.set(PRODUCTS, products);
        try {
            visitor.accept(DocumentParser.parseProducts(Json.mapper().writeValueAsBytes(slice))
                    .document());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
