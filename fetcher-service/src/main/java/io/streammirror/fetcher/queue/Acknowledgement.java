package io.streammirror.fetcher.queue;

/** How a record is acknowledged (KIP-932). */
enum Acknowledgement {
    /** Processed; its result, whatever it was, has been published. */
    ACCEPT,
    /** For another worker, at once. */
    RELEASE,
    /** For no worker: it cannot be read. */
    REJECT
}
