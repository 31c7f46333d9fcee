package io.streammirror.publisher.page;

/**
 * A file that pages load: style, script or icon.
 *
 * @param name in its address, after the hash of its content
 * @param resource on the class path
 */
public record PageAsset(String name, String resource, String mediaType) {}
