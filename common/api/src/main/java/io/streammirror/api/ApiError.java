package io.streammirror.api;

/**
 * The body of every answer with an error status.
 *
 * @param error what is wrong and what to do, for people
 */
public record ApiError(String error) {}
