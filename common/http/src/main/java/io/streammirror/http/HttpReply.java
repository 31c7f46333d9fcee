package io.streammirror.http;

/** A response whose body was read. */
public record HttpReply<T>(int status, T body) {}
