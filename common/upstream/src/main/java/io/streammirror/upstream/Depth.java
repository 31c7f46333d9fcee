package io.streammirror.upstream;

/** How much is asked before nothing is believed to be new. */
public enum Depth {
    /** The index alone, which takes one request: a publisher changes it with everything else. */
    INDEX,
    /** Every document that was read last time: nothing in the format binds products to the index. */
    EVERYTHING
}
