package io.streammirror.fetcher.claim;

import io.streammirror.store.StoreException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Writes the checkpoints of a claim beside the work: after some progress, and before the lease ends. Not safe for concurrent use. */
public final class ClaimKeeper {
    /** A process that dies loses at most this many parts, besides those on their way. */
    private static final int MAX_UNWRITTEN_PARTS = 3;

    /** After this time any new part is worth a checkpoint. */
    private static final Duration MIN_INTERVAL = Duration.ofSeconds(1);

    /** Well within the lease, even if the store is slow. */
    private static final Duration MAX_INTERVAL = Duration.ofSeconds(4);

    private final Claim claim;
    private final Executor workers;
    private @Nullable Future<?> writing;
    private long lastWrite = System.nanoTime();
    private int writtenParts;

    public ClaimKeeper(Claim claim, Executor workers) {
        this.claim = claim;
        this.workers = workers;
    }

    /**
     * Has a checkpoint written if one is due; to be called often.
     *
     * @param parts how many parts another fetcher could resume from now
     * @throws ClaimLostException if the last checkpoint found the claim lost
     */
    public void offer(int parts, Supplier<Optional<Progress>> progress) throws InterruptedException {
        if (writing != null && !writing.isDone()) {
            return;
        }
        awaitWrite();
        if (isDue(parts)) {
            Optional<Progress> now = progress.get();
            var task = new FutureTask<Void>(() -> claim.keep(now), null);
            writing = task;
            lastWrite = System.nanoTime();
            writtenParts = parts;
            workers.execute(task);
        }
    }

    /**
     * Checks that the claim is still ours before something is done that disturbs another holder, such as after a long pause of the process.
     *
     * @throws ClaimLostException if it is not
     */
    public void confirm(Supplier<Optional<Progress>> progress) throws InterruptedException {
        if (!claim.isFresh()) {
            awaitWrite();
            claim.keep(progress.get());
            lastWrite = System.nanoTime();
        }
    }

    /**
     * Waits for the checkpoint that is being written, if any.
     *
     * @throws ClaimLostException if it found the claim lost
     */
    public void awaitWrite() throws InterruptedException {
        if (writing == null) {
            return;
        }
        Future<?> last = writing;
        try {
            last.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ClaimLostException lost) {
                throw lost;
            }
            if (!(e.getCause() instanceof StoreException)) {
                throw new IllegalStateException("a checkpoint could not be written", e.getCause());
            }
            // The next checkpoint holds the same and more.
            writtenParts = 0;
        }
        writing = null;
    }

    private boolean isDue(int parts) {
        long passed = System.nanoTime() - lastWrite;
        int fresh = parts - writtenParts;
        return fresh >= MAX_UNWRITTEN_PARTS
                || (fresh > 0 && passed >= MIN_INTERVAL.toNanos())
                || passed >= MAX_INTERVAL.toNanos();
    }
}
