package io.streammirror.event;

import io.streammirror.simplestreams.Sha256;

/** The result of a fetch request; every request that a fetcher took ends in one of these. */
public sealed interface FetchResult extends Event permits ItemStored, ItemRejected, ItemFailed {
    Sha256 sha256();

    /** The run of the watcher that asked, as its request said. */
    String run();

    @Override
    default Topic topic() {
        return Topic.FETCH_RESULTS;
    }

    @Override
    default String key() {
        return sha256().hex();
    }
}
