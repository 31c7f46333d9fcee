package io.streammirror.store;

/**
 * A part of an upload in progress, as the store lists it.
 *
 * @param number from 1 to 10,000
 * @param etag of the bytes that the store holds for this number now; without quotes
 * @param size in bytes
 */
public record StoredPart(int number, String etag, long size) {}
