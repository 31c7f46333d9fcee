package io.streammirror.publisher.page;

/** Who reads a page, which is decided by the port that was asked. */
public enum Audience {
    /** Readers of the public port: no names of people, no reasons that quote others, no addresses of upstream. */
    PUBLIC,
    /** Readers of the management port, who may know everything. */
    OPERATORS
}
