package io.streammirror.fetcher.transfer;

import io.streammirror.fetcher.claim.Progress;
import io.streammirror.fetcher.download.Attempt;
import io.streammirror.fetcher.download.Attempt.Broken;
import io.streammirror.fetcher.download.Attempt.Busy;
import io.streammirror.fetcher.download.Attempt.Changed;
import io.streammirror.fetcher.download.Attempt.Done;
import io.streammirror.fetcher.download.Attempt.Missing;
import io.streammirror.fetcher.download.Attempt.Overdue;
import io.streammirror.fetcher.download.Attempt.Refused;
import io.streammirror.fetcher.meter.RetryCause;
import io.streammirror.fetcher.part.PartSize;
import io.streammirror.fetcher.transfer.Outcome.Failed;
import io.streammirror.fetcher.transfer.Outcome.Rejected;
import io.streammirror.fetcher.transfer.Outcome.Stored;
import io.streammirror.fetcher.upload.BlobSink;
import io.streammirror.retry.RetryBudget;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Brings one blob from its sources into the store, with retries within limits; used once. */
final class Transfer {
    /** A retry that brings less counts as fruitless: a source that drips bytes and breaks must not occupy a slot. */
    private static final long MIN_PROGRESS = PartSize.MIB;

    /** A source whose item changes again and again is left to the watcher's long backoff. */
    private static final int MAX_RESTARTS = 3;

    /** How often the sources may send the item for one request, bytes of failed attempts included. */
    private static final int MAX_SENT = 2;

    private final FetchContext context;
    private final Supplier<? extends BlobSink> sinks;
    private final Sources sources;
    private final RetryBudget budget;
    private final BusyHostRetries busyRetries;
    private final MissingItemRetries missingRetries;
    private BlobAssembler blob;
    private boolean retrying;
    private boolean wrongBefore;
    private int restarts;

    /**
     * @param sinks opens an empty sink for every new start
     * @param blob what an earlier attempt left, or a fresh start
     */
    Transfer(FetchContext context, Supplier<? extends BlobSink> sinks, BlobAssembler blob) {
        FetchResources resources = context.resources();
        this.context = context;
        this.sinks = sinks;
        this.blob = blob;
        this.sources = new Sources(resources.health().rank(context.request().sources()));
        this.budget = resources.policy().open();
        this.busyRetries = new BusyHostRetries(resources.policy(), context.meter());
        this.missingRetries = new MissingItemRetries(resources.policy(), resources.health());
    }

    Outcome run() throws InterruptedException {
        while (true) {
            URI source = sources.current();
            Attempt end = tryOnce(source);
            if (end instanceof Done) {
                context.resources().health().succeeded(source);
                blob.complete();
                return new Stored(context.meter().transferred());
            }
            Optional<Outcome> outcome = decide(source, end);
            if (outcome.isPresent()) {
                return outcome.get();
            }
            if (context.meter().transferred() + blob.remaining()
                    > MAX_SENT * context.request().size()) {
                return failed(source, "sent more than the item's size without the item: " + reason(end));
            }
            retrying = true;
        }
    }

    /** As {@link BlobAssembler#leave}. */
    Optional<Progress> leave() {
        return blob.leave();
    }

    /** As {@link BlobAssembler#abandon}. */
    void abandon() {
        blob.abandon();
    }

    /** As {@link BlobAssembler#discard}. */
    void discard() {
        blob.discard();
    }

    private Attempt tryOnce(URI source) throws InterruptedException {
        long before = context.meter().transferred();
        Instant start = now();
        Attempt end = blob.readFrom(source);
        if (context.meter().transferred() - before >= MIN_PROGRESS) {
            budget.progressed();
        } else if (retrying && end instanceof Broken) {
            budget.charge(Duration.between(start, now()));
            sources.rotate();
        }
        return end;
    }

    /** Empty to try again. */
    private Optional<Outcome> decide(URI source, Attempt end) throws InterruptedException {
        if (end instanceof Broken broken) {
            context.resources().health().failed(source);
            return pause(source, broken);
        }
        if (end instanceof Busy busy) {
            return awaitTurn(source, busy);
        }
        if (end instanceof Missing missing) {
            return tryOtherSource(missing);
        }
        if (end instanceof Refused refused) {
            context.resources().health().failed(source);
            return remove(refused);
        }
        if (end instanceof Overdue overdue) {
            return Optional.of(failed(source, overdue.reason()));
        }
        if (end instanceof Changed changed) {
            restart();
            return startOver(source, changed);
        }
        return rejectOrReadAgain(source + ": " + ((Attempt.Wrong) end).reason());
    }

    /** If the host serves other requests of this fetcher, the next attempt waits for its turn; otherwise it waits a while. */
    private Optional<Outcome> awaitTurn(URI source, Busy busy) throws InterruptedException {
        context.observer().retrying(RetryCause.STATUS);
        boolean ourTurnComes = context.resources().connections().isFull(source);
        if (busy.retryAfter().isZero() && ourTurnComes && !busyRetries.areSpent()) {
            return Optional.empty();
        }
        context.resources().health().failed(source);
        if (!busyRetries.pause(busy.retryAfter())) {
            return Optional.of(new Failed(source + ": " + busy.reason(), true, notBefore(busy.retryAfter())));
        }
        if (retrying) {
            sources.rotate();
        }
        return Optional.empty();
    }

    /** The item is listed, so a server that lacks it may only be late: tries the other sources, and then all of them again. */
    private Optional<Outcome> tryOtherSource(Missing missing) throws InterruptedException {
        URI source = sources.current();
        if (sources.skip(missing.reason())) {
            return Optional.empty();
        }
        if (!missingRetries.pause(source)) {
            return Optional.of(new Failed(sources.failures(), true, null));
        }
        sources.newRound();
        context.observer().retrying(RetryCause.STATUS);
        return Optional.empty();
    }

    private Optional<Outcome> rejectOrReadAgain(String reason) {
        if (wrongBefore) {
            return Optional.of(new Rejected(reason));
        }
        wrongBefore = true;
        context.observer().retrying(RetryCause.CONTENT);
        restart();
        sources.rotate();
        return Optional.empty();
    }

    private Optional<Outcome> startOver(URI source, Changed changed) throws InterruptedException {
        restarts++;
        if (restarts > MAX_RESTARTS) {
            return Optional.of(failed(source, changed.reason() + ", after " + MAX_RESTARTS + " new starts"));
        }
        return pause(source, new Broken(RetryCause.RANGE, changed.reason(), Duration.ZERO));
    }

    /** Starts over with the first byte, undivided: parts that did not fit together once are not requested separately again. */
    private void restart() {
        blob.discard();
        blob = BlobAssembler.undivided(context, sinks.get());
        context.observer().restarted();
    }

    private Optional<Outcome> pause(URI source, Broken broken) throws InterruptedException {
        if (!budget.pause(broken.retryAfter())) {
            return Optional.of(new Failed(source + ": " + broken.reason(), true, notBefore(broken.retryAfter())));
        }
        context.observer().retrying(broken.cause());
        return Optional.empty();
    }

    private Optional<Outcome> remove(Refused refused) {
        boolean anyMissing = sources.isAnyMissing();
        sources.remove(refused.reason());
        return sources.isExhausted() ? Optional.of(new Failed(sources.failures(), anyMissing, null)) : Optional.empty();
    }

    private static Failed failed(URI source, String reason) {
        return new Failed(source + ": " + reason, true, null);
    }

    private static String reason(Attempt end) {
        if (end instanceof Broken broken) {
            return broken.reason();
        }
        if (end instanceof Changed changed) {
            return changed.reason();
        }
        return end instanceof Attempt.Wrong wrong ? wrong.reason() : "no complete response";
    }

    private @Nullable Instant notBefore(Duration retryAfter) {
        return retryAfter.isZero() ? null : now().plus(retryAfter);
    }

    private Instant now() {
        return context.resources().clock().instant();
    }
}
