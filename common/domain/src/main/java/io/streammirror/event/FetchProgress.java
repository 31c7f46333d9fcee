package io.streammirror.event;

import io.streammirror.simplestreams.Sha256;
import java.time.Instant;
import java.util.List;

/**
 * The present work of one fetcher.
 *
 * @param fetcher a name unique to the process
 */
public record FetchProgress(String fetcher, int slots, List<Transfer> transfers, Instant time) implements Event {
    public FetchProgress {
        transfers = List.copyOf(transfers);
    }

    /**
     * One blob on its way.
     *
     * @param size in bytes, in all
     * @param bytes received so far
     * @param rate bytes a second, lately
     */
    public record Transfer(Sha256 sha256, long size, long bytes, long rate) {}

    @Override
    public Topic topic() {
        return Topic.FETCH_PROGRESS;
    }

    @Override
    public String key() {
        return fetcher;
    }
}
