package io.streammirror.simplestreams;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * One item of a version.
 *
 * @param fields all fields as received, unknown ones too; shared, so never change it
 * @param payload the file it names; absent for an item without a path, such as release notes
 */
public record Item(
        ItemName name, ObjectNode fields, @Nullable Payload payload) {
    /**
     * The fields in full at item level, size a number, digests in lower case: MAAS 3.7 and later inherit nothing and compare
     * digests literally.
     */
    public ObjectNode publishedFields() {
        ObjectNode published = fields.deepCopy();
        if (payload != null) {
            published.put("path", payload.path().value());
            published.put("size", payload.size());
            published.put("sha256", payload.sha256().hex());
            payload.digests().forEach(published::put);
        }
        return published;
    }
}
