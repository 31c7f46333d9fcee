package io.streammirror.store;

/** The store's handle of a multipart upload in progress. */
public record UploadId(String value) {}
