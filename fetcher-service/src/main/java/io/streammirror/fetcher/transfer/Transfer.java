package io.streammirror.fetcher.transfer;

import io.streammirror.event.ItemRequested;
import io.streammirror.fetcher.retry.RetryBudget;
import io.streammirror.fetcher.source.SourceHealth;
import io.streammirror.fetcher.transfer.Attempt.Broken;
import io.streammirror.fetcher.transfer.Attempt.Changed;
import io.streammirror.fetcher.transfer.Attempt.Done;
import io.streammirror.fetcher.transfer.Attempt.Overdue;
import io.streammirror.fetcher.transfer.Attempt.Refused;
import io.streammirror.fetcher.transfer.Outcome.Failed;
import io.streammirror.fetcher.transfer.Outcome.Rejected;
import io.streammirror.fetcher.transfer.Outcome.Stored;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Brings one blob from its sources into the store, trying again within limits; used once. */
final class Transfer {
    /** Less than this from a retry counts as nothing: a source that drips bytes and breaks must not hold a slot. */
    private static final long FRUIT = PartSize.MIB;

    /** A source whose item changes again and again is left to the watcher's long back-off. */
    private static final int MAX_RESTARTS = 3;

    private final Sources sources;
    private final Workpiece blob;
    private final RetryBudget budget;
    private final SourceHealth health;
    private final Clock clock;
    private final TransferObserver observer;
    private boolean retrying;
    private boolean wrongBefore;
    private int restarts;

    static Transfer of(Equipment equipment, ItemRequested request, Workpiece blob, TransferObserver observer) {
        SourceHealth health = equipment.health();
        return new Transfer(
                new Sources(health.rank(request.sources())),
                blob,
                equipment.policy().open(),
                health,
                equipment.clock(),
                observer);
    }

    private Transfer(
            Sources sources,
            Workpiece blob,
            RetryBudget budget,
            SourceHealth health,
            Clock clock,
            TransferObserver observer) {
        this.sources = sources;
        this.blob = blob;
        this.budget = budget;
        this.health = health;
        this.clock = clock;
        this.observer = observer;
    }

    Outcome run() throws InterruptedException {
        while (true) {
            URI source = sources.current();
            Attempt end = tryOnce(source);
            if (end instanceof Done) {
                health.succeeded(source);
                blob.complete();
                return new Stored(blob.transferred());
            }
            Optional<Outcome> outcome = decide(source, end);
            if (outcome.isPresent()) {
                return outcome.get();
            }
            retrying = true;
        }
    }

    private Attempt tryOnce(URI source) throws InterruptedException {
        long before = blob.transferred();
        Instant start = clock.instant();
        Attempt end = blob.readFrom(source);
        if (blob.transferred() - before >= FRUIT) {
            budget.progressed();
        } else if (retrying && end instanceof Broken) {
            budget.charge(Duration.between(start, clock.instant()));
            sources.rotate();
        }
        return end;
    }

    /** Empty to try again. */
    private Optional<Outcome> decide(URI source, Attempt end) throws InterruptedException {
        if (end instanceof Broken broken) {
            health.failed(source);
            return pause(source, broken);
        }
        if (end instanceof Refused refused) {
            health.failed(source);
            return strikeOff(refused);
        }
        if (end instanceof Overdue overdue) {
            return Optional.of(new Failed(source + ": " + overdue.reason(), true, null));
        }
        if (end instanceof Changed changed) {
            blob.restart();
            return beginAnew(source, changed);
        }
        String reason = source + ": " + ((Attempt.Wrong) end).reason();
        if (wrongBefore) {
            return Optional.of(new Rejected(reason));
        }
        wrongBefore = true;
        observer.retrying(RetryCause.CONTENT);
        blob.restart();
        sources.rotate();
        return Optional.empty();
    }

    private Optional<Outcome> beginAnew(URI source, Changed changed) throws InterruptedException {
        restarts++;
        if (restarts > MAX_RESTARTS) {
            return Optional.of(new Failed(
                    source + ": " + changed.reason() + ", after " + MAX_RESTARTS + " new beginnings", true, null));
        }
        return pause(source, new Broken(RetryCause.RANGE, changed.reason(), Duration.ZERO));
    }

    private Optional<Outcome> pause(URI source, Broken broken) throws InterruptedException {
        if (!budget.pause(broken.retryAfter())) {
            return Optional.of(new Failed(source + ": " + broken.reason(), true, notBefore(broken.retryAfter())));
        }
        observer.retrying(broken.cause());
        return Optional.empty();
    }

    private Optional<Outcome> strikeOff(Refused refused) {
        sources.strikeOff(refused.reason());
        return sources.exhausted() ? Optional.of(new Failed(sources.refusals(), false, null)) : Optional.empty();
    }

    private @Nullable Instant notBefore(Duration retryAfter) {
        return retryAfter.isZero() ? null : clock.instant().plus(retryAfter);
    }
}
