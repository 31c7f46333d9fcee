package io.streammirror.fetcher.transfer;

import io.streammirror.event.ItemRequested;
import io.streammirror.fetcher.checkpoint.ClaimKeeper;
import org.jspecify.annotations.Nullable;

/**
 * What stays the same about one request from its first try to its outcome.
 *
 * @param claim for large items: the right to work on this one; null for others
 */
record Job(
        ItemRequested request,
        PartPlan plan,
        TransferMeter meter,
        TransferTime time,
        @Nullable ClaimKeeper claim) {}
