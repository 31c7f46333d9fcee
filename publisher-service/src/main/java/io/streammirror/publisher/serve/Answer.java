package io.streammirror.publisher.serve;

/** What the public port says to a path, before the request's headers are looked at. */
sealed interface Answer {
    /** A file whose bytes are at hand. */
    record Held(ServedFile file, InMemory bytes) implements Answer {}

    /** A file whose bytes come from the store. */
    record Stored(ServedFile file) implements Answer {}

    /** A page for people. */
    record Page(String html) implements Answer {}

    /** No such path. */
    record Missing() implements Answer {}

    /** Not known yet; to be answered by closing the connection, which clients retry, and not by an error, which MAAS does not. */
    record TooEarly() implements Answer {}
}
