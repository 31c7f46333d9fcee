package io.streammirror.store;

/** The store lets several writers create the same object, so that decisions could be lost: nothing must be decided in it. */
public final class UnfitStoreException extends StoreException {
    /**
     * @param place the store and bucket, for people
     */
    UnfitStoreException(String place) {
        super("the store " + place + " does not let exactly one of several writers create an object"
                + " (PUT with 'If-None-Match: *'), so decisions in the log could be lost: use a store that does"
                + " (docs/stores.md), or, if there is only one watcher and one publisher, set"
                + " stream-mirror.store.single-writer: true");
    }
}
