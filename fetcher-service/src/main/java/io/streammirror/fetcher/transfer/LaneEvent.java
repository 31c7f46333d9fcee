package io.streammirror.fetcher.transfer;

import io.streammirror.fetcher.transfer.PartLedger.OpenPart;
import org.jspecify.annotations.Nullable;

/** What a connection tells the transfer that it works for. */
sealed interface LaneEvent {
    /** A part is full; its buffer goes with it. */
    record PartFilled(OpenPart part) implements LaneEvent {}

    /**
     * The connection is no more; the last thing that it tells.
     *
     * @param mistake of ours, which ended it; null when none did
     */
    record LaneEnded(Lane lane, Attempt end, @Nullable RuntimeException mistake) implements LaneEvent {}
}
