package io.streammirror.publisher.page;

/** The readers of a page, which the requested port decides. */
public enum Audience {
    /** Readers of the public port: no names of people, no reasons that quote others, no addresses of upstream. */
    PUBLIC,
    /** Readers of the management port, who may know everything. */
    OPERATORS
}
