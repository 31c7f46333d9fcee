package io.streammirror.fetcher.download;

import io.streammirror.fetcher.download.PartQueue.OpenPart;
import org.jspecify.annotations.Nullable;

/** A report of a part downloader to its transfer. */
public sealed interface DownloadEvent {
    /** A part is full; its buffer goes with it. */
    record PartFilled(OpenPart part) implements DownloadEvent {}

    /**
     * The downloader has ended; its last event.
     *
     * @param error an unexpected exception that ended it; null if there was none
     */
    record DownloaderEnded(
            PartDownloader downloader,
            Attempt end,
            @Nullable RuntimeException error) implements DownloadEvent {}
}
