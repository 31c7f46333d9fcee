package io.streammirror.publisher.scrub;

import io.streammirror.api.VerifyReport;
import io.streammirror.api.VerifyReport.State;
import io.streammirror.api.VerifyRequest;
import io.streammirror.scrub.ScrubTarget;
import io.streammirror.scrub.Verdict;
import io.streammirror.simplestreams.Sha256;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The progress of one verification that an operator asked for. Safe for use by several threads. */
final class VerifyRun {
    private final VerifyRequest request;
    private final Set<Sha256> damaged = new HashSet<>();
    private State state = State.WAITING;
    private @Nullable Instant started;
    private @Nullable Instant ended;
    private @Nullable String message;
    private int blobs;
    private long bytes;
    private int readBlobs;
    private long readBytes;
    private int unread;
    private int missing;

    VerifyRun(VerifyRequest request) {
        this.request = request;
    }

    VerifyRequest request() {
        return request;
    }

    synchronized void waiting(String reason) {
        state = State.WAITING;
        message = reason;
    }

    /**
     * Notes what is to be done.
     *
     * @param known damaged blobs that wait for repair; they are not read again, and count as found
     */
    synchronized void begin(List<ScrubTarget> targets, Set<Sha256> known, int missingBlobs, Instant now) {
        state = State.RUNNING;
        message = null;
        started = started == null ? now : started;
        blobs = readBlobs + targets.size();
        bytes = readBytes + targets.stream().mapToLong(ScrubTarget::size).sum();
        damaged.addAll(known);
        missing = missingBlobs;
    }

    synchronized void read(ScrubTarget target, Verdict verdict) {
        readBlobs++;
        readBytes += target.size();
        if (verdict instanceof Verdict.Damaged) {
            damaged.add(target.sha256());
        } else if (verdict instanceof Verdict.Unread) {
            unread++;
        }
    }

    synchronized void end(State how, @Nullable String reason, Instant now) {
        state = how;
        message = reason;
        ended = now;
    }

    synchronized boolean isOver() {
        return ended != null;
    }

    /** The damaged blobs that were found or known. */
    synchronized Set<Sha256> damaged() {
        return Set.copyOf(damaged);
    }

    /**
     * The report at this moment.
     *
     * @param stillDamaged every blob that waits for repair
     * @param lost makes the list of those that are lost
     * @param rate bytes a second
     */
    synchronized VerifyReport report(Set<Sha256> stillDamaged, LostBlobs lost, long rate) {
        Set<Sha256> left = new HashSet<>(damaged);
        left.retainAll(stillDamaged);
        return new VerifyReport(
                state,
                started,
                ended,
                blobs,
                bytes,
                readBlobs,
                readBytes,
                damaged.size(),
                damaged.size() - left.size(),
                missing,
                unread,
                lost.of(left).stream().limit(LostBlobs.MAX_LISTED).toList(),
                state == State.RUNNING ? (bytes - readBytes) / rate : null,
                message);
    }
}
