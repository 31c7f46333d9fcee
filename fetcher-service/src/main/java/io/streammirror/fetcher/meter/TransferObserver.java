package io.streammirror.fetcher.meter;

/** Observes one transfer; called from any of its threads. */
public interface TransferObserver {
    /** This many bytes of the item were stored by an earlier attempt. */
    void resumed(long bytes);

    /** More bytes arrived from a source. */
    void received(int bytes);

    /** The bytes so far are of no use: the count starts at zero again. */
    void restarted();

    void retrying(RetryCause cause);
}
