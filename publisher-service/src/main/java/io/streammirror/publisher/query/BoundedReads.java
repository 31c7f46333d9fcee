package io.streammirror.publisher.query;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Shared reads whose answers are JSON: one that is refused is 503, one that fails is 500. */
public final class BoundedReads extends SharedReads<JsonAnswer> {
    private static final int FAILED = 500;
    private static final int BUSY = 503;

    private static final JsonAnswer REFUSED =
            JsonAnswer.problem(BUSY, "too many requests of this kind are under way: try again in a few seconds");

    /**
     * @param name of the thread
     * @param valid how long an answer is given again
     */
    public BoundedReads(String name, Duration valid) {
        this(name, valid, System::nanoTime);
    }

    BoundedReads(String name, Duration valid, LongSupplier nanoTime) {
        super(name, valid, nanoTime);
    }

    @Override
    protected JsonAnswer refused() {
        return REFUSED;
    }

    @Override
    protected JsonAnswer failed() {
        return JsonAnswer.problem(FAILED, "the mirror cannot answer this now; its log says why");
    }

    @Override
    protected int size(JsonAnswer answer) {
        return answer.body().length;
    }

    @Override
    protected boolean isKept(JsonAnswer answer) {
        return answer.status() != FAILED;
    }
}
