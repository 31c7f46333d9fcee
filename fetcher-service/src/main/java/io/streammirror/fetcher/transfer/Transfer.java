package io.streammirror.fetcher.transfer;

import io.streammirror.events.ItemRequested;
import io.streammirror.fetcher.retry.RetryBudget;
import io.streammirror.fetcher.transfer.Attempt.Broken;
import io.streammirror.fetcher.transfer.Attempt.Refused;
import io.streammirror.fetcher.transfer.Attempt.Verified;
import io.streammirror.fetcher.transfer.Attempt.Wrong;
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

    private final Sources sources;
    private final IncomingBlob blob;
    private final SourceAttempt attempt;
    private final RetryBudget budget;
    private final Clock clock;
    private final TransferObserver observer;
    private boolean retrying;
    private boolean wrongBefore;

    Transfer(
            ItemRequested request,
            IncomingBlob blob,
            SourceReader reader,
            RetryBudget budget,
            Clock clock,
            TransferObserver observer) {
        this.sources = new Sources(request.sources());
        this.blob = blob;
        this.attempt = new SourceAttempt(reader, blob, request.size());
        this.budget = budget;
        this.clock = clock;
        this.observer = observer;
    }

    Outcome run() throws InterruptedException {
        while (true) {
            URI source = sources.current();
            Attempt end = tryOnce(source);
            if (end instanceof Verified) {
                blob.store();
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
        Attempt end = attempt.run(source);
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
            return pause(source, broken);
        }
        if (end instanceof Refused refused) {
            return strikeOff(refused);
        }
        String reason = source + ": " + ((Wrong) end).reason();
        if (wrongBefore) {
            return Optional.of(new Rejected(reason));
        }
        wrongBefore = true;
        observer.retrying(RetryCause.CONTENT);
        blob.restart();
        sources.rotate();
        return Optional.empty();
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
