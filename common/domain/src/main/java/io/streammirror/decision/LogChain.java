package io.streammirror.decision;

/**
 * Checks entry after entry, from the first one, that each carries the hash of the bytes of the one before. The last hash therefore proves
 * that nothing before it was changed, left out or inserted.
 */
public final class LogChain {
    private LogHead head = LogHead.EMPTY;

    /**
     * Adds the next entry.
     *
     * @param bytes exactly as they are stored
     * @return the entry
     * @throws BrokenLogException when it does not belong here
     */
    public LogEntry add(byte[] bytes) {
        StoredEntry next = StoredEntry.of(head.nextSequence(), bytes);
        next.checkFollows(head);
        head = next.asHead();
        return next.entry();
    }

    /** The last entry that was added. */
    public LogHead head() {
        return head;
    }
}
