package io.streammirror.watcher.poll;

import io.streammirror.catalog.CatalogFormatException;
import io.streammirror.decision.LogException;
import io.streammirror.decision.Objection;
import io.streammirror.event.UpstreamPolled;
import io.streammirror.event.UpstreamPolled.Outcome;
import io.streammirror.mirror.MirrorName;
import io.streammirror.selection.FilterException;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.StoreException;
import io.streammirror.text.SafeText;
import io.streammirror.upstream.DocumentMemory;
import io.streammirror.upstream.MirrorUpstream;
import io.streammirror.upstream.RefusedDocument;
import io.streammirror.upstream.UpstreamException;
import io.streammirror.watcher.accept.AcceptanceResult;
import io.streammirror.watcher.accept.CatalogAcceptor;
import io.streammirror.watcher.request.EventChannel;
import io.streammirror.watcher.request.FetchRequester;
import io.streammirror.watcher.request.WantedBlobs;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Polls the upstream of one mirror, and does all that follows from it; used by one thread at a time.
 *
 * <p>Every poll compares what is wanted with what is stored, also when nothing is new upstream: that brings back a lost blob or a lost
 * request.
 */
public final class MirrorPoller {
    private static final Logger LOG = Logger.getLogger(MirrorPoller.class);

    private final MirrorName mirror;
    private final UpstreamPoller source;
    private final CatalogFollower follower;
    private final CatalogAcceptor acceptor;
    private final FetchRequester requester;
    private final PollAnnouncer announcer;
    private final Clock clock;
    private final String run;

    private Duration pauseAsked = Duration.ZERO;
    private @Nullable UpstreamPolled lastRead;
    private boolean busy;

    public MirrorPoller(
            MirrorName mirror,
            MirrorUpstream upstream,
            CatalogAcceptor acceptor,
            DocumentMemory memory,
            WantedBlobs wanted,
            FetchRequester requester,
            EventChannel events,
            PollRetry retry,
            Clock clock,
            String run) {
        this.mirror = mirror;
        this.source = new UpstreamPoller(upstream, retry);
        this.acceptor = acceptor;
        this.requester = requester;
        this.announcer = new PollAnnouncer(events);
        this.clock = clock;
        this.run = run;
        this.follower =
                new CatalogFollower(mirror, upstream, source, acceptor, memory, wanted, requester, announcer, clock);
    }

    /**
     * Polls upstream once.
     *
     * @return how it ended, as it was announced
     */
    public UpstreamPolled poll() {
        pauseAsked = Duration.ZERO;
        busy = false;
        UpstreamPolled polled = work();
        boolean isOwnTraffic = busy && requester.isFetching();
        if (isOwnTraffic) {
            LOG.infof(
                    "Upstream is busy while items are downloaded; it is polled again later mirror=%s reason=%s",
                    mirror, polled.reason());
        }
        UpstreamPolled before = lastRead;
        if (isOwnTraffic && before != null) {
            polled = unchangedSince(before);
        }
        // Not reached yet, and not for good: nothing is known that could be announced.
        if (!isOwnTraffic || before != null) {
            announcer.send(polled);
        }
        return polled;
    }

    /** The outcome of the last poll that reached upstream, as of now. */
    private UpstreamPolled unchangedSince(UpstreamPolled before) {
        Outcome outcome = before.outcome() == Outcome.ACCEPTED ? Outcome.UNCHANGED : before.outcome();
        return outcome(outcome, before.reason(), before.held());
    }

    /** For how long upstream asked to be left alone in the last poll; zero when it did not. */
    public Duration pauseAsked() {
        return pauseAsked;
    }

    /** Forgets what it knows of upstream, so that the next poll reads and announces everything again. */
    public void startOver() {
        source.forget();
        announcer.startOver();
    }

    /** Broker trouble is thrown, since nothing can be announced then; all other trouble is an outcome. */
    private UpstreamPolled work() {
        try {
            follower.catchUp();
            UpstreamPolled polled = read();
            announcer.sendAccepted();
            requester.request(mirror);
            return polled;
        } catch (StoreException | LogException | CatalogFormatException e) {
            source.forget();
            return outcome(Outcome.FAILED, SafeText.reason(e), null);
        }
    }

    private UpstreamPolled read() {
        try {
            UpstreamPolled polled = outcome(follower.decide());
            lastRead = polled.outcome() == Outcome.UNSETTLED ? null : polled;
            return polled;
        } catch (UpstreamException.Refused | FilterException e) {
            source.forget();
            lastRead = null;
            String reason = SafeText.reason(e);
            acceptor.refuse(reason, document(e));
            return outcome(Outcome.REFUSED, reason, null);
        } catch (UpstreamException.Inconsistent e) {
            source.forget();
            return outcome(Outcome.UNSETTLED, SafeText.reason(e), null);
        } catch (UpstreamException.Unreachable e) {
            pauseAsked = e.retryAfter().orElse(Duration.ZERO);
            busy = e.isBusy();
            return outcome(Outcome.UNREACHABLE, SafeText.reason(e), null);
        }
    }

    private static Optional<byte[]> document(RuntimeException refusal) {
        return refusal instanceof UpstreamException.Refused refused
                ? refused.document().map(RefusedDocument::bytes)
                : Optional.empty();
    }

    private UpstreamPolled outcome(AcceptanceResult result) {
        if (result instanceof AcceptanceResult.Held held) {
            String reasons =
                    held.change().objections().stream().map(Objection::toString).collect(Collectors.joining("; "));
            return outcome(Outcome.HELD, reasons, held.change().revision());
        }
        if (result instanceof AcceptanceResult.Conflict) {
            return outcome(Outcome.UNSETTLED, "other watchers of this mirror decided meanwhile, again and again", null);
        }
        var notes = new ArrayList<>(source.notes());
        acceptor.ageNote(source.updated()).ifPresent(notes::add);
        String reason = notes.isEmpty() ? null : SafeText.line(String.join("; ", notes));
        return outcome(
                result instanceof AcceptanceResult.Accepted ? Outcome.ACCEPTED : Outcome.UNCHANGED, reason, null);
    }

    private UpstreamPolled outcome(Outcome outcome, @Nullable String reason, @Nullable Sha256 held) {
        return new UpstreamPolled(
                mirror, run, outcome, reason, source.updated(), follower.revision(), held, clock.instant());
    }
}
