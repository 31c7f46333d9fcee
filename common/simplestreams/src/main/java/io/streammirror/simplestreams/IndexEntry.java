package io.streammirror.simplestreams;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One document that an index names.
 *
 * @param path relative to the base of the tree, not to the index
 * @param format {@code products:1.0}, {@code index:1.0} for a sub-index, or something the mirror does not follow
 * @param updated when upstream says the document last changed; absent if it says nothing
 * @param raw all fields as received; shared, so never change it
 */
public record IndexEntry(
        ContentId contentId,
        ItemPath path,
        String format,
        @Nullable Instant updated,
        ObjectNode raw) {
    public boolean isProducts() {
        return format.equals(ProductsDocument.FORMAT);
    }

    public boolean isIndex() {
        return format.equals(StreamIndex.FORMAT);
    }
}
