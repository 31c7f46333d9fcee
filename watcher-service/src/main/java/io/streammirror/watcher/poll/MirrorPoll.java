package io.streammirror.watcher.poll;

import io.streammirror.catalog.Catalog;
import io.streammirror.catalog.CatalogDifference;
import io.streammirror.events.CatalogAccepted;
import io.streammirror.events.Event;
import io.streammirror.events.UpstreamPolled;
import io.streammirror.events.UpstreamPolled.Outcome;
import io.streammirror.mirror.MirrorName;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.upstream.MetadataReader.Validators;
import io.streammirror.upstream.MirrorUpstream;
import io.streammirror.upstream.UpstreamException;
import io.streammirror.upstream.UpstreamReader.Reading;
import io.streammirror.upstream.UpstreamSet;
import io.streammirror.watcher.accept.Acceptance;
import io.streammirror.watcher.accept.Acceptance.Verdict;
import io.streammirror.watcher.event.EventChannel;
import io.streammirror.watcher.request.MissingItems;
import io.streammirror.watcher.request.WantedBlobs;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One look at the upstream of one mirror, and all that follows from it; used by one thread at a time.
 *
 * <p>What is wanted is compared with what is stored on every poll, also when nothing is new upstream: that is what brings a
 * lost blob or a lost request back.
 */
public final class MirrorPoll {
    /** So often, although the index stayed the same, the products are read again: nothing binds them to the index. */
    static final int FULL_READ_EVERY = 24;

    private final MirrorName mirror;
    private final MirrorUpstream upstream;
    private final Acceptance acceptance;
    private final WantedBlobs wanted;
    private final MissingItems missing;
    private final EventChannel events;
    private final Patience patience;
    private final Clock clock;
    private final String run;

    private @Nullable Validators known;
    private int pollsSinceFullRead;
    private @Nullable Instant upstreamUpdated;
    private @Nullable Sha256 revision;
    private @Nullable UpstreamPolled announced;

    public MirrorPoll(
            MirrorName mirror,
            MirrorUpstream upstream,
            Acceptance acceptance,
            WantedBlobs wanted,
            MissingItems missing,
            EventChannel events,
            Patience patience,
            Clock clock,
            String run) {
        this.mirror = mirror;
        this.upstream = upstream;
        this.acceptance = acceptance;
        this.wanted = wanted;
        this.missing = missing;
        this.events = events;
        this.patience = patience;
        this.clock = clock;
        this.run = run;
    }

    /** Takes up what an earlier run has accepted, so that it can be asked for although upstream may be away. */
    public void resume() {
        acceptance.current(mirror).ifPresent(this::follow);
    }

    /**
     * Looks upstream once.
     *
     * @return how it ended, as it was announced
     */
    public UpstreamPolled poll() {
        UpstreamPolled polled = look();
        missing.askFor(mirror);
        if (!isIdle(polled)) {
            events.send(List.of(polled));
        }
        announced = polled;
        return polled;
    }

    /** Forgets what it knows of upstream, so that the next poll reads and announces everything anew. */
    public void startOver() {
        known = null;
        announced = null;
    }

    /** An idle poll makes no event: it says nothing that the poll before it has not said. */
    private boolean isIdle(UpstreamPolled polled) {
        return announced != null
                && polled.outcome() == Outcome.UNCHANGED
                && (announced.outcome() == Outcome.UNCHANGED || announced.outcome() == Outcome.ACCEPTED);
    }

    private UpstreamPolled look() {
        try {
            boolean fullRead = pollsSinceFullRead >= FULL_READ_EVERY;
            Validators shown = fullRead ? null : known;
            Optional<Reading> reading = patience.read(() -> upstream.read(shown));
            if (reading.isEmpty()) {
                pollsSinceFullRead++;
                return outcome(Outcome.UNCHANGED, null);
            }
            pollsSinceFullRead = 0;
            UpstreamPolled polled = take(reading.get().set());
            known = polled.outcome() == Outcome.HELD ? null : reading.get().validators();
            return polled;
        } catch (UpstreamException.Refused e) {
            known = null;
            acceptance.refuse(mirror, String.valueOf(e.getMessage()));
            return outcome(Outcome.REFUSED, e.getMessage());
        } catch (UpstreamException e) {
            known = null;
            return outcome(Outcome.UNREACHABLE, e.getMessage());
        }
    }

    private UpstreamPolled take(UpstreamSet set) {
        Catalog catalog = upstream.select(set);
        Verdict verdict = acceptance.decide(set, catalog);
        if (verdict instanceof Verdict.Held held) {
            return outcome(Outcome.HELD, held.reason());
        }
        upstreamUpdated = set.updated();
        follow(catalog);
        if (verdict instanceof Verdict.Accepted accepted) {
            events.send(List.of(announcement(accepted)));
            return outcome(Outcome.ACCEPTED, null);
        }
        return outcome(Outcome.UNCHANGED, null);
    }

    private void follow(Catalog catalog) {
        revision = catalog.revision();
        wanted.follow(catalog, upstream.locations());
    }

    private Event announcement(Verdict.Accepted accepted) {
        CatalogDifference difference = accepted.difference();
        return new CatalogAccepted(
                mirror,
                accepted.revision(),
                difference.added().size(),
                difference.changed().size(),
                difference.removed().size(),
                accepted.differenceBlob(),
                clock.instant());
    }

    private UpstreamPolled outcome(Outcome outcome, @Nullable String reason) {
        return new UpstreamPolled(mirror, run, outcome, reason, upstreamUpdated, revision, clock.instant());
    }
}
