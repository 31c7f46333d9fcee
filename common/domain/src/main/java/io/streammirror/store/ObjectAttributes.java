package io.streammirror.store;

import java.util.Map;

/**
 * Content type and metadata of a stored object.
 *
 * @param contentType a media type
 * @param metadata user metadata; keys in lower case, values in ASCII
 */
public record ObjectAttributes(String contentType, Map<String, String> metadata) {
    public static final ObjectAttributes JSON = new ObjectAttributes("application/json", Map.of());
    public static final ObjectAttributes BYTES = new ObjectAttributes("application/octet-stream", Map.of());

    public ObjectAttributes {
        metadata = Map.copyOf(metadata);
    }
}
