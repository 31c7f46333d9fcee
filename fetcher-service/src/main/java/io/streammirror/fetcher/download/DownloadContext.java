package io.streammirror.fetcher.download;

import io.streammirror.fetcher.meter.TransferMeter;
import io.streammirror.fetcher.part.PartPlan;
import io.streammirror.mirror.MirrorName;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Shared by all connections that read one item. Safe for concurrent use.
 */
public final class DownloadContext {
    /** A connection that reads the whole rest reaches the last part sooner than another one could request it. */
    private static final int MIN_PARTS_TO_SHARE = 2;

    /** After this many refused requests the item stays with one connection. */
    private static final int MAX_REFUSED_TO_SHARE = 3;

    private final PartPlan plan;
    private final List<MirrorName> mirrors;
    private final TransferMeter meter;
    private final PartQueue parts;
    private final SourceState source;
    private final BlockingQueue<DownloadEvent> events = new LinkedBlockingQueue<>();
    private volatile boolean inParts;
    private volatile boolean undivided;
    private volatile boolean readThrough;
    private volatile boolean encoded;

    /**
     * @param mirrors the mirrors that want the item, whose credentials may be sent
     */
    public DownloadContext(
            PartPlan plan, Collection<MirrorName> mirrors, TransferMeter meter, PartQueue parts, SourceState source) {
        this.plan = plan;
        this.mirrors = List.copyOf(mirrors);
        this.meter = meter;
        this.parts = parts;
        this.source = source;
    }

    List<MirrorName> mirrors() {
        return mirrors;
    }

    PartPlan plan() {
        return plan;
    }

    TransferMeter meter() {
        return meter;
    }

    PartQueue parts() {
        return parts;
    }

    SourceState source() {
        return source;
    }

    /** The reports of the connections, in the order in which they happened. */
    public BlockingQueue<DownloadEvent> events() {
        return events;
    }

    /** Whether each request is for one part, so that connections can share the item; otherwise one request is for the whole rest. */
    boolean isInParts() {
        return inParts && !undivided;
    }

    /** From now on several connections share the item. */
    void readInParts() {
        inParts = true;
    }

    /** From now on one connection reads the item, because its parts did not fit together. */
    public void readUndivided() {
        undivided = true;
    }

    /** The source sends the whole item for every request: one connection reads it through. */
    void readThrough() {
        undivided = true;
        readThrough = true;
    }

    /** The source compresses the item: its ranges are those of the compressed bytes, so each request is for the whole. */
    void readEncoded() {
        encoded = true;
        readThrough();
    }

    boolean isEncoded() {
        return encoded;
    }

    /** Whether the source sends the whole item for every request. */
    public boolean isReadThrough() {
        return readThrough;
    }

    boolean allowsMoreConnections() {
        return !undivided
                && meter.refusedRequests() < MAX_REFUSED_TO_SHARE
                && parts.hasWork(inParts ? 1 : MIN_PARTS_TO_SHARE);
    }
}
