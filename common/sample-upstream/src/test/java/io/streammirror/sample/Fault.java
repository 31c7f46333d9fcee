package io.streammirror.sample;

import java.util.Optional;

/** A fault of the answer to one request. */
public sealed interface Fault {
    /** Answers with this status and no content. */
    record Status(int code) implements Fault {}

    /** Announces the whole content and cuts the connection after some bytes of it. */
    record Cut(long afterBytes) implements Fault {}

    /** Flips the bits of the byte at this offset of the file. */
    record Corrupt(long offset) implements Fault {}

    /** Chooses the requests that fail; called by many threads. */
    @FunctionalInterface
    interface Plan {
        /** No request fails. */
        Plan NONE = (path, request) -> Optional.empty();

        /**
         * The fault for a request, if any.
         *
         * @param path below the base of the tree, without a leading slash
         * @param request number of the request for this path, from one
         */
        Optional<Fault> faultFor(String path, int request);
    }
}
