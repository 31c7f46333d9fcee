package io.streammirror.publisher.query;

import io.streammirror.concurrent.DaemonThreads;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Runs reads that cost much on one thread of their own. The same question is answered once for all who ask it within a short time; when
 * too many different ones wait, the next is refused.
 *
 * <p>Safe for use by any thread; asking never blocks.
 *
 * @param <A> the form of the answers
 */
public abstract class SharedReads<A> implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(SharedReads.class);

    /** Different questions that wait for the thread. */
    protected static final int MAX_WAITING = 16;

    protected static final int MAX_KEPT = 32;

    private static final int MAX_KEPT_BYTES = 4 * 1024 * 1024;
    private static final long IDLE_SECONDS = 10;

    private final String name;
    private final long validNanos;
    private final LongSupplier nanoTime;
    private final ThreadPoolExecutor thread;
    private final Map<String, CompletableFuture<A>> running = new HashMap<>();
    private final LinkedHashMap<String, Kept<A>> kept = new LinkedHashMap<>();
    private long keptBytes;

    private record Kept<A>(A answer, int size, long since) {}

    /**
     * @param name of the thread
     * @param valid how long an answer is given again
     * @param nanoTime like {@link System#nanoTime}
     */
    protected SharedReads(String name, Duration valid, LongSupplier nanoTime) {
        this.name = name;
        this.validNanos = valid.toNanos();
        this.nanoTime = nanoTime;
        this.thread = new ThreadPoolExecutor(
                1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MAX_WAITING), DaemonThreads.named(name));
        thread.allowCoreThreadTimeOut(true);
    }

    /** The response while too many requests wait. */
    protected abstract A refused();

    /** The response when a read fails. */
    protected abstract A failed();

    /** How many bytes it takes to keep an answer. */
    protected abstract int size(A answer);

    /** Whether an answer may be given again. */
    protected abstract boolean isKept(A answer);

    /**
     * Answers a question.
     *
     * @param question names all that the answer depends on besides the state of the mirror
     * @param read runs on the thread of these reads; when it fails, the log has the reason
     */
    public final synchronized CompletionStage<A> ask(String question, Supplier<A> read) {
        @Nullable Kept<A> known = kept.get(question);
        if (known != null && nanoTime.getAsLong() - known.since < validNanos) {
            return CompletableFuture.completedFuture(known.answer);
        }
        @Nullable CompletableFuture<A> same = running.get(question);
        if (same != null) {
            return same;
        }
        var answer = new CompletableFuture<A>();
        try {
            thread.execute(() -> run(question, read, answer));
        } catch (RejectedExecutionException full) {
            return CompletableFuture.completedFuture(refused());
        }
        running.put(question, answer);
        return answer;
    }

    private void run(String question, Supplier<A> read, CompletableFuture<A> asked) {
        A answer;
        try {
            answer = read.get();
        } catch (RuntimeException e) {
            LOG.warnf("A read failed kind=%s reason=%s", name, e.getMessage());
            answer = failed();
        }
        done(question, answer);
        asked.complete(answer);
    }

    private synchronized void done(String question, A answer) {
        running.remove(question);
        forget(question);
        int size = size(answer);
        if (isKept(answer) && size <= MAX_KEPT_BYTES) {
            kept.put(question, new Kept<>(answer, size, nanoTime.getAsLong()));
            keptBytes += size;
        }
        while (kept.size() > MAX_KEPT || keptBytes > MAX_KEPT_BYTES) {
            forget(kept.keySet().iterator().next());
        }
    }

    private void forget(String question) {
        @Nullable Kept<A> old = kept.remove(question);
        if (old != null) {
            keptBytes -= old.size;
        }
    }

    @Override
    public final void close() {
        thread.shutdownNow();
    }
}
