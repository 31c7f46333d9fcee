package io.streammirror.sample;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.ItemPath;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One state of an upstream: products documents and the content of their paths, valid or broken on purpose.
 *
 * @param streams the products documents, written as they are
 * @param blobs content by path; the documents need not name it, and may be wrong about it
 * @param files raw files that replace the documents or blobs of their path, such as broken documents
 */
public record UpstreamTree(
        Instant updated,
        SortedMap<ContentId, ObjectNode> streams,
        SortedMap<ItemPath, Blob> blobs,
        SortedMap<ItemPath, Blob> files) {

    public UpstreamTree {
        var copies = new TreeMap<ContentId, ObjectNode>();
        streams.forEach((id, document) -> copies.put(id, document.deepCopy()));
        streams = Collections.unmodifiableSortedMap(copies);
        blobs = Collections.unmodifiableSortedMap(new TreeMap<>(blobs));
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    /** Starts an empty tree. */
    public static Builder at(Instant updated) {
        return new Builder(updated);
    }

    /** Starts from this tree, to change it. */
    public Builder edit(Instant newUpdated) {
        var builder = new Builder(newUpdated);
        streams.forEach(builder::document);
        blobs.forEach(builder::blob);
        builder.files.putAll(files);
        return builder;
    }

    /** A copy of a products document. */
    public ObjectNode document(ContentId id) {
        return present(streams.get(id), id).deepCopy();
    }

    public Blob blob(ItemPath path) {
        return present(blobs.get(path), path);
    }

    private static <T> T present(@Nullable T value, Object key) {
        if (value == null) {
            throw new IllegalArgumentException("the tree has no " + key);
        }
        return value;
    }

    /** Collects the parts of a tree. */
    public static final class Builder {
        private final Instant updated;
        private final SortedMap<ContentId, ObjectNode> streams = new TreeMap<>();
        private final SortedMap<ItemPath, Blob> blobs = new TreeMap<>();
        private final SortedMap<ItemPath, Blob> files = new TreeMap<>();

        private Builder(Instant updated) {
            this.updated = updated;
        }

        /** Adds a stream of these products (by name) in the usual envelope. */
        public Builder stream(ContentId id, ObjectNode products) {
            ObjectNode document = JsonNodeFactory.instance
                    .objectNode()
                    .put("content_id", id.value())
                    .put("datatype", "image-ids")
                    .put("format", "products:1.0")
                    .put("updated", SampleDocuments.rfc2822(updated));
            document.set("products", products);
            return document(id, document);
        }

        /** Adds a stream with its whole products document, which may be wrong. */
        public Builder document(ContentId id, ObjectNode document) {
            streams.put(id, document);
            return this;
        }

        public Builder blob(ItemPath path, Blob content) {
            blobs.put(path, content);
            return this;
        }

        /** Serves these bytes under the path, instead of a document or blob. */
        public Builder file(ItemPath path, byte[] content) {
            files.put(path, Blob.of(content));
            return this;
        }

        public UpstreamTree build() {
            return new UpstreamTree(updated, streams, blobs, files);
        }
    }
}
