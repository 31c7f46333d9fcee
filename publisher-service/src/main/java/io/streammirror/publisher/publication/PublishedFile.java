package io.streammirror.publisher.publication;

import io.streammirror.simplestreams.Sha256;

/**
 * The bytes that a publication serves under one path; they lie in the store as a blob.
 *
 * @param size in bytes
 * @param type media type to answer with
 */
public record PublishedFile(Sha256 sha256, long size, String type) {
    /** Also of clear-signed documents: older clients of MAAS guess a character set for any other type. */
    public static final String DOCUMENT_TYPE = "application/json";

    public static final String SIGNATURE_TYPE = "application/pgp-signature";
    public static final String ITEM_TYPE = "application/octet-stream";

    public PublishedFile {
        if (size < 0) {
            throw new IllegalArgumentException("size of published file " + sha256 + " must not be negative: " + size);
        }
        if (type.isEmpty()) {
            throw new IllegalArgumentException("published file " + sha256 + " must have a media type");
        }
    }
}
