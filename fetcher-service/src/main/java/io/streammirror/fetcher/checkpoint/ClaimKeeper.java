package io.streammirror.fetcher.checkpoint;

import io.streammirror.store.StoreException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Writes a claim's steps beside the work that they are about, when it has come far enough or time has passed. */
public final class ClaimKeeper {
    /** A process that dies loses this many parts at most beside those on their way. */
    private static final int PARTS = 3;

    private static final Duration SOON = Duration.ofSeconds(1);

    /** Well within the lease, even when the store is slow. */
    private static final Duration RENEWAL = Duration.ofSeconds(4);

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
     * Has a step written if one is due; to be called often.
     *
     * @param parts how many parts one could go on from now
     * @throws ClaimLostException when the last step found the claim lost
     */
    public void offer(int parts, Supplier<Optional<Progress>> progress) throws InterruptedException {
        if (writing != null && !writing.isDone()) {
            return;
        }
        settle();
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
     * Makes sure that the claim still stands before something is done that another holder would mind, such as after a long pause of the
     * whole process.
     *
     * @throws ClaimLostException when it does not
     */
    public void confirm(Supplier<Optional<Progress>> progress) throws InterruptedException {
        if (!claim.isFresh()) {
            settle();
            claim.keep(progress.get());
            lastWrite = System.nanoTime();
        }
    }

    /** Waits for the step that is being written, if any. */
    public void settle() throws InterruptedException {
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
                throw new IllegalStateException("a step could not be written", e.getCause());
            }
            // The next step says the same and more.
            writtenParts = 0;
        }
        writing = null;
    }

    private boolean isDue(int parts) {
        long passed = System.nanoTime() - lastWrite;
        int fresh = parts - writtenParts;
        return fresh >= PARTS || (fresh > 0 && passed >= SOON.toNanos()) || passed >= RENEWAL.toNanos();
    }
}
