package io.streammirror.system.fault;

/**
 * A request that is about to go wrong, or not.
 *
 * @param path with a slash at its beginning
 * @param query empty when there is none
 * @param ranged whether it asks for a range
 * @param number counts the requests with this method for this path, from one
 */
public record ProxiedExchange(String method, String path, String query, boolean ranged, int number) {}
