package io.streammirror.store;

/**
 * A part that the store has taken.
 *
 * @param etag as the store answered it; {@code completeUpload} names exactly this content
 */
public record UploadedPart(int number, String etag) {}
