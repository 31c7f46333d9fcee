package io.streammirror.cli.sample;

import java.util.Optional;

/** What goes wrong with the answer to one request. */
public sealed interface Fault {
    /** Answers with this status and no content. */
    record Status(int code) implements Fault {}

    /** Announces the whole content and cuts the connection after some bytes of it. */
    record Cut(long afterBytes) implements Fault {}

    /** Flips the bits of the byte at this offset of the file. */
    record Corrupt(long offset) implements Fault {}

    /** Answers a request for a range with the whole file, as servers without ranges do. */
    record NoRanges() implements Fault {}

    /** Decides which requests go wrong; called by many threads. */
    @FunctionalInterface
    interface Plan {
        /** Nothing goes wrong. */
        Plan NONE = (path, request) -> Optional.empty();

        /**
         * The fault for a request, if any.
         *
         * @param path below the base of the tree, without a leading slash
         * @param request counts the requests for the path, from one
         */
        Optional<Fault> faultFor(String path, int request);
    }
}
