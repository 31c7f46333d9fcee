package io.streammirror.publisher.status;

import io.streammirror.catalog.CatalogRefusal;
import io.streammirror.decision.Objection;
import io.streammirror.decision.Orders;
import io.streammirror.decision.Promotion;
import io.streammirror.decision.Suspicion;
import io.streammirror.event.UpstreamPolled.Outcome;
import io.streammirror.mirror.MirrorName;
import io.streammirror.openpgp.Weakness;
import io.streammirror.publisher.assemble.DelayedVersion;
import io.streammirror.publisher.assemble.LeftOutStream;
import io.streammirror.publisher.assemble.WithheldVersion;
import io.streammirror.simplestreams.ItemPath;
import io.streammirror.simplestreams.Sha256;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * The answer of {@code /api/v1/status}, which the command and the page read: fields are only ever added.
 *
 * @param run the run that the word "settled" is about
 * @param warnings what concerns all mirrors and is not as it should be, for people
 */
record StatusReport(String run, Instant time, List<Mirror> mirrors, List<Fetching> fetching, List<String> warnings) {
    /**
     * One mirror.
     *
     * @param complete whether the catalog wants anything, every wanted blob is stored, and no version or stream had to be left out
     * @param reason why the state is what it is, for people; null when it needs no explanation
     * @param products of what is live, like versions and items
     * @param held what of upstream waits for an operator, and why
     * @param overridden what the followed catalog is suspected of, and was accepted over
     * @param unsigned whether the source is taken without any signature
     * @param allow weaknesses of signatures that are let pass
     * @param orders what operators ordered for its publications and did not take back
     * @param dropped how many products of what is live upstream offers no more
     * @param source null for a mirror that is promoted into
     * @param delayed versions that are stored and wait until they are old enough; the next one first
     * @param from the mirror that it is promoted from; null for one with a source
     * @param promotion what was promoted last, by whom and why; null while nothing was
     */
    record Mirror(
            MirrorName name,
            @Nullable URI source,
            String path,
            MirrorPhase state,
            boolean settled,
            boolean complete,
            @Nullable Instant polled,
            @Nullable Outcome pollOutcome,
            @Nullable String reason,
            @Nullable Instant upstreamUpdated,
            @Nullable Sha256 catalog,
            @Nullable Sha256 publication,
            @Nullable Instant published,
            @Nullable String signer,
            int products,
            int versions,
            int items,
            Blobs blobs,
            Bytes bytes,
            List<WithheldVersion> withheld,
            List<LeftOutStream> leftOut,
            List<Failure> failures,
            List<CatalogRefusal> refused,
            List<String> violations,
            @Nullable HeldChange held,
            SortedSet<Suspicion> overridden,
            boolean unsigned,
            Set<Weakness> allow,
            Orders orders,
            int dropped,
            @Nullable MirrorName from,
            @Nullable Promotion promotion,
            List<DelayedVersion> delayed) {}

    /**
     * A change that waits.
     *
     * @param revision what an operator accepts
     */
    record HeldChange(Sha256 revision, Instant since, List<Objection> objections) {
        static @Nullable HeldChange of(io.streammirror.decision.@Nullable HeldChange change) {
            return change == null ? null : new HeldChange(change.revision(), change.since(), change.objections());
        }
    }

    /** Distinct contents that the catalog wants. */
    record Blobs(int wanted, int stored, int failed) {
        static final Blobs NONE = new Blobs(0, 0, 0);
    }

    record Bytes(long wanted, long stored) {
        static final Bytes NONE = new Bytes(0, 0);
    }

    record Failure(Sha256 sha256, @Nullable ItemPath path, String reason, boolean retryable) {}

    /**
     * One blob on its way.
     *
     * @param bytes received so far
     * @param rate bytes a second, lately
     */
    record Fetching(String fetcher, Sha256 sha256, @Nullable ItemPath path, long size, long bytes, long rate) {}
}
