package io.streammirror.fetcher.queue;

/** What the queue is told about a record at the end. */
enum Settlement {
    /** Done with; its result, whatever it was, has been reported. */
    ACCEPT,
    /** For another slot, at once. */
    RELEASE,
    /** For nobody: it cannot be understood. */
    REJECT
}
