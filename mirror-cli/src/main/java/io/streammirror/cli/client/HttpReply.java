package io.streammirror.cli.client;

/** A response whose body was read. */
public record HttpReply<T>(int status, T body) {}
