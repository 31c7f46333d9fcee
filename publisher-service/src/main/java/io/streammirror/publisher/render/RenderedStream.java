package io.streammirror.publisher.render;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.streammirror.publisher.publication.Counts;
import io.streammirror.publisher.publication.DocumentPaths;
import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.ProductName;
import io.streammirror.simplestreams.Sha256;
import java.time.Instant;
import java.util.List;

/**
 * One products document, unsigned.
 *
 * @param entry upstream's fields of the index entry; shared, so never change it
 * @param updated as the document says
 * @param products the names it lists, sorted
 */
@SuppressWarnings("ArrayRecordComponent") // bytes on their way to the store; never compared
public record RenderedStream(
        ContentId contentId,
        ObjectNode entry,
        byte[] body,
        Instant updated,
        List<ProductName> products,
        Counts counts) {
    public RenderedStream {
        products = List.copyOf(products);
    }

    public Sha256 sha256() {
        return Sha256.of(body);
    }

    /** Where an index points. */
    public DocumentPaths paths() {
        return DocumentPaths.immutable(contentId, sha256());
    }
}
