package io.streammirror.decision;

import io.streammirror.store.StoreException;

/** Asked before an entry is written: whether the store may be trusted with it. Reading the log never asks. */
@FunctionalInterface
public interface WriteGate {
    /** For a store that is known to let exactly one of several writers create an object. */
    WriteGate OPEN = () -> {};

    /**
     * Returns when entries may be written; may take as long as it takes to find that out.
     *
     * @throws StoreException when they must not be, or when that is not known now
     */
    void requireOpen();
}
