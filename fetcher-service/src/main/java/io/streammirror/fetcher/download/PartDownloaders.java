package io.streammirror.fetcher.download;

import io.streammirror.fetcher.download.DownloadEvent.DownloaderEnded;
import io.streammirror.fetcher.download.DownloadEvent.PartFilled;
import io.streammirror.fetcher.source.HostConnections.Lease;
import io.streammirror.retry.Interruptions;
import java.net.URI;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The connections that read one item from one source: always one, and more while they make it faster. The item keeps the right to its first
 * connection when that one breaks.
 *
 * <p>Not safe for concurrent use: for the transfer's own thread.
 */
public final class PartDownloaders {
    private final DownloadResources resources;
    private final DownloadContext context;
    private final URI source;
    private final Lease first;
    private final Set<PartDownloader> running = new HashSet<>();

    private PartDownloaders(DownloadResources resources, DownloadContext context, URI source, Lease first) {
        this.resources = resources;
        this.context = context;
        this.source = source;
        this.first = first;
    }

    /** Waits until the source's host has a connection to spare; starts none. */
    public static PartDownloaders open(DownloadResources resources, DownloadContext context, URI source)
            throws InterruptedException {
        Lease first = resources.connections().first(source);
        if (context.plan().count() > 1 && resources.connections().hasExtra(source)) {
            // Otherwise the first request would have to be cancelled as soon as a second connection joins.
            context.readInParts();
        }
        return new PartDownloaders(resources, context, source, first);
    }

    /** Starts the item's first connection, at the beginning and again after all connections have ended. */
    public void startFirst() {
        start(first, true);
    }

    /** Starts more connections, as long as parts are left, the host has connections to spare, and they make the item faster. */
    public void startExtra() {
        while (!running.isEmpty() && context.allowsMoreConnections()) {
            Optional<Lease> extra = resources.connections().extra(source);
            if (extra.isEmpty()) {
                return;
            }
            context.readInParts();
            start(extra.get(), false);
        }
    }

    public boolean haveAllEnded() {
        return running.isEmpty();
    }

    /** Takes note of an end that the transfer has read from the events. */
    public void ended(PartDownloader downloader) {
        running.remove(downloader);
    }

    /** Cancels all connections and returns after they have ended; drops the parts that they still filled. */
    public void stop() {
        running.forEach(PartDownloader::cancel);
        Interruptions.deferred(this::awaitAll);
        first.close();
    }

    private void awaitAll() {
        while (!running.isEmpty()) {
            DownloadEvent event = Interruptions.uninterrupted(context.events()::take);
            if (event instanceof DownloaderEnded end) {
                ended(end.downloader());
            } else if (event instanceof PartFilled filled) {
                filled.part().buffer().close();
            }
        }
    }

    private void start(Lease lease, boolean isFirst) {
        var downloader = new PartDownloader(context, resources.reader(), source, lease, isFirst);
        running.add(downloader);
        resources.workers().execute(downloader);
    }
}
