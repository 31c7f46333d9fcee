package io.streammirror.decision;

/** Reads a whole log and checks that each entry carries the hash of the one before. */
final class ChainReader {
    private ChainReader() {}

    /** The head of the intact log; throws {@link BrokenLogException} for the first entry that does not fit. */
    static LogHead read(DecisionLog log) {
        long last = log.head().sequence();
        var chain = new LogChain();
        while (chain.head().sequence() < last) {
            long next = chain.head().nextSequence();
            chain.add(log.raw(next).orElseThrow(() -> new BrokenLogException(next, "is missing", null)));
        }
        return chain.head();
    }
}
