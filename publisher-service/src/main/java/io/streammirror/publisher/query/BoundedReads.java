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
 * too many different ones wait, the next is refused with 503.
 *
 * <p>Safe for use by any thread; asking never blocks.
 */
public final class BoundedReads implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(BoundedReads.class);

    /** Different questions that wait for the thread. */
    static final int MAX_WAITING = 16;

    static final int MAX_KEPT = 32;

    private static final int MAX_KEPT_BYTES = 4 * 1024 * 1024;
    private static final long IDLE_SECONDS = 10;
    private static final int FAILED = 500;
    private static final int BUSY = 503;

    private static final JsonAnswer REFUSED =
            JsonAnswer.problem(BUSY, "too many requests of this kind are under way: try again in a few seconds");

    private final String name;
    private final long validNanos;
    private final LongSupplier nanoTime;
    private final ThreadPoolExecutor thread;
    private final Map<String, CompletableFuture<JsonAnswer>> running = new HashMap<>();
    private final LinkedHashMap<String, Kept> kept = new LinkedHashMap<>();
    private long keptBytes;

    private record Kept(JsonAnswer answer, long since) {}

    /**
     * @param name of the thread
     * @param valid how long an answer is given again
     */
    public BoundedReads(String name, Duration valid) {
        this(name, valid, System::nanoTime);
    }

    BoundedReads(String name, Duration valid, LongSupplier nanoTime) {
        this.name = name;
        this.validNanos = valid.toNanos();
        this.nanoTime = nanoTime;
        this.thread = new ThreadPoolExecutor(
                1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MAX_WAITING), DaemonThreads.named(name));
        thread.allowCoreThreadTimeOut(true);
    }

    /**
     * Answers a question.
     *
     * @param question names all that the answer depends on besides the state of the mirror
     * @param read runs on the thread of these reads; when it fails, the answer is 500 and the log has the reason
     */
    public synchronized CompletionStage<JsonAnswer> ask(String question, Supplier<JsonAnswer> read) {
        Kept known = kept.get(question);
        if (known != null && nanoTime.getAsLong() - known.since < validNanos) {
            return CompletableFuture.completedFuture(known.answer);
        }
        @Nullable CompletableFuture<JsonAnswer> same = running.get(question);
        if (same != null) {
            return same;
        }
        var answer = new CompletableFuture<JsonAnswer>();
        try {
            thread.execute(() -> run(question, read, answer));
        } catch (RejectedExecutionException full) {
            return CompletableFuture.completedFuture(REFUSED);
        }
        running.put(question, answer);
        return answer;
    }

    private void run(String question, Supplier<JsonAnswer> read, CompletableFuture<JsonAnswer> asked) {
        JsonAnswer answer;
        try {
            answer = read.get();
        } catch (RuntimeException e) {
            LOG.warnf("A read failed kind=%s reason=%s", name, e.getMessage());
            answer = JsonAnswer.problem(FAILED, "the mirror cannot answer this now; its log says why");
        }
        done(question, answer);
        asked.complete(answer);
    }

    private synchronized void done(String question, JsonAnswer answer) {
        running.remove(question);
        forget(question);
        if (answer.status() != FAILED && answer.body().length <= MAX_KEPT_BYTES) {
            kept.put(question, new Kept(answer, nanoTime.getAsLong()));
            keptBytes += answer.body().length;
        }
        while (kept.size() > MAX_KEPT || keptBytes > MAX_KEPT_BYTES) {
            forget(kept.keySet().iterator().next());
        }
    }

    private void forget(String question) {
        Kept old = kept.remove(question);
        if (old != null) {
            keptBytes -= old.answer.body().length;
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
