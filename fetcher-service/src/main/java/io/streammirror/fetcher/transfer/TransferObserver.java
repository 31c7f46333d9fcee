package io.streammirror.fetcher.transfer;

/** Follows one transfer; called from its thread and from those that upload its parts. */
public interface TransferObserver {
    /** More bytes came from a source. */
    void received(int bytes);

    /** What came so far is of no use: the count starts at zero again. */
    void restarted();

    void retrying(RetryCause cause);
}
