package io.streammirror.simplestreams;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An {@code index:1.0} document, aliases expanded; a sub-index has the same form.
 *
 * @param raw the whole document after alias expansion; shared, so never change it
 * @param updated when upstream says it last changed; absent if it says nothing
 * @param entries in the order of the document
 */
public record StreamIndex(ObjectNode raw, @Nullable Instant updated, List<IndexEntry> entries) {
    public static final String FORMAT = "index:1.0";

    public StreamIndex {
        entries = List.copyOf(entries);
    }

    /** All top-level fields but {@code index}: what a mirror republishes beside its own entries. */
    public ObjectNode header() {
        ObjectNode header = raw.deepCopy();
        header.remove("index");
        return header;
    }
}
