package io.streammirror.fetcher.transfer;

/** Follows one transfer; called from any of its threads. */
public interface TransferObserver {
    /** So many bytes of the item were stored by an earlier try. */
    void resumed(long bytes);

    /** More bytes came from a source. */
    void received(int bytes);

    /** What came so far is of no use: the count starts at zero again. */
    void restarted();

    void retrying(RetryCause cause);
}
