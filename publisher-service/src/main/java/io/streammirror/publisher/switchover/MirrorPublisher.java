package io.streammirror.publisher.switchover;

import io.streammirror.config.MirrorSettings;
import io.streammirror.decision.AcceptedCatalog;
import io.streammirror.decision.DecisionLog;
import io.streammirror.decision.LogException;
import io.streammirror.event.TreePublished;
import io.streammirror.maas.Rule;
import io.streammirror.maas.Violation;
import io.streammirror.mirror.MirrorName;
import io.streammirror.openpgp.ForeignSignerException;
import io.streammirror.publisher.assemble.AssembledTree;
import io.streammirror.publisher.publication.DocumentPaths;
import io.streammirror.publisher.sign.PublisherIdentity;
import io.streammirror.publisher.snapshot.BlobInventoryCache;
import io.streammirror.publisher.snapshot.MirrorSnapshot;
import io.streammirror.publisher.snapshot.ReadCatalog;
import io.streammirror.publisher.snapshot.SnapshotReader;
import io.streammirror.publisher.state.CatalogView;
import io.streammirror.publisher.state.PublisherState;
import io.streammirror.publisher.state.Unpublished;
import io.streammirror.store.ObjectStore;
import io.streammirror.store.StoreException;
import io.streammirror.store.WrongClockException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one mirror published and its view up to date: check first, then publish if there is something to.
 *
 * <p>Not safe for use by several threads.
 */
public final class MirrorPublisher {
    /** Inputs that cannot be published for an unforeseen reason are tried again only once an hour. */
    static final Duration RETRY_UNFORESEEN = Duration.ofHours(1);

    /**
     * The result of the inputs; without violations, everything that they allow is live.
     *
     * @param until when time alone makes something else of them; empty for never
     */
    private record Done(
            PublishInputs inputs, AcceptedCatalog catalog, List<Violation> violations, Optional<Instant> until) {}

    private final MirrorName mirror;
    private final SnapshotReader reader;
    private final PublishPipeline pipeline;
    private final PublisherState state;
    private final PublicationAnnouncer announcer;
    private final Clock clock;
    /** Read by pages too. */
    private volatile @Nullable MirrorSnapshot snapshot;

    private @Nullable Done done;
    private Optional<Instant> until = Optional.empty();
    private boolean awaitsItems;

    public MirrorPublisher(
            MirrorSettings settings,
            ObjectStore store,
            BlobInventoryCache inventories,
            DecisionLog log,
            PublisherIdentity identity,
            PublisherState state,
            PublicationAnnouncer announcer,
            PublishStages stages,
            Clock clock) {
        this.mirror = settings.name();
        this.reader = new SnapshotReader(mirror, log, store, inventories);
        this.pipeline = new PublishPipeline(settings, store, inventories, log, identity, stages, clock);
        this.state = state;
        this.announcer = announcer;
        this.clock = clock;
    }

    /** Reads log and inventory and renews the view of the mirror. */
    public PublishNeed check() {
        return check(Duration.ZERO);
    }

    /**
     * Reads inventory and log and renews the view of the mirror.
     *
     * @param maxLogAge how long ago this process may have read the log
     */
    public PublishNeed check(Duration maxLogAge) {
        MirrorSnapshot seen = reader.read(maxLogAge);
        snapshot = seen;
        CatalogView catalog = seen.catalogView();
        state.readLog(seen.sequence());
        state.update(mirror, view -> view.withSnapshot(catalog, seen.liveView(), seen.state()));
        awaitsItems = catalog != null
                && !state.failures()
                        .keySet()
                        .containsAll(catalog.wanted().missing().keySet());
        PublishNeed need = need(seen);
        pipeline.obstacle()
                .or(() -> seen.orders().unresolved().stream().findFirst())
                .ifPresent(problem -> state.update(mirror, view -> view.withProblem(problem)));
        return need;
    }

    /** The result of the last check; empty before the first one. Safe for use by any thread. */
    public Optional<MirrorSnapshot> lastSnapshot() {
        return Optional.ofNullable(snapshot);
    }

    private PublishNeed need(MirrorSnapshot seen) {
        if (seen.catalog() == null) {
            return PublishNeed.NOTHING_NEW;
        }
        if (done != null && done.inputs().equals(PublishInputs.of(seen)) && !isOver(done)) {
            show(done);
            return PublishNeed.NOTHING_NEW;
        }
        state.stored(seen::isStored);
        return awaitsItems ? PublishNeed.UNDER_WAY : PublishNeed.FINISHED;
    }

    /** Whether, as of the last check, something that the catalog wants is still to come: neither stored nor failed. */
    public boolean awaitsItems() {
        return awaitsItems;
    }

    /** Publishes what the last check found. */
    public void publish() {
        MirrorSnapshot seen = snapshot;
        while (seen != null && seen.catalog() != null) {
            if (attempt(seen, seen.catalog())) {
                return;
            }
            check();
            seen = snapshot;
        }
    }

    /** False when another decision came first, so that the mirror has to be checked again. */
    private boolean attempt(MirrorSnapshot seen, ReadCatalog catalog) {
        until = Optional.empty();
        PublishOutcome outcome = outcome(seen, catalog);
        if (outcome instanceof PublishOutcome.Conflict) {
            return false;
        }
        if (outcome instanceof PublishOutcome.Deferred) {
            return true; // nothing is done, so the next check tries again
        }
        if (outcome instanceof PublishOutcome.Switched switched) {
            state.update(
                    mirror, view -> view.withLive(MirrorSnapshot.liveView(switched.live(), switched.publication())));
            PublishInputs inputs = PublishInputs.after(seen, switched.live().id());
            finish(new Done(inputs, catalog.accepted(), List.of(), until));
            // Last: a broker that does not answer must not hold up anything.
            announcer.announce(event(switched));
            return true;
        }
        List<Violation> violations =
                outcome instanceof PublishOutcome.Refused refused ? refused.violations() : List.of();
        finish(new Done(PublishInputs.of(seen), catalog.accepted(), violations, until));
        return true;
    }

    private PublishOutcome outcome(MirrorSnapshot seen, ReadCatalog catalog) {
        try {
            return pipeline.publish(seen, catalog, draft -> show(catalog, draft));
        } catch (StoreException | LogException | ForeignSignerException | WrongClockException e) {
            throw e; // It passes, and the next try stores nothing new.
        } catch (RuntimeException | StackOverflowError e) {
            // The same inputs would fail in the same way.
            Instant retry = clock.instant().plus(RETRY_UNFORESEEN);
            finish(new Done(PublishInputs.of(seen), catalog.accepted(), List.of(unforeseen(e)), Optional.of(retry)));
            throw e;
        }
    }

    /** Without the message of the exception: it may name hosts and files, and violations are public. */
    private static Violation unforeseen(Throwable failure) {
        return new Violation(
                DocumentPaths.index().plain().value(),
                "",
                Rule.DOCUMENT_EXISTS,
                "cannot be made from this catalog: " + failure.getClass().getSimpleName()
                        + "; the publisher's log has the whole error, please report it");
    }

    private boolean isOver(Done of) {
        return of.until().filter(end -> !clock.instant().isBefore(end)).isPresent();
    }

    private void finish(Done now) {
        done = now;
        show(now);
    }

    private void show(ReadCatalog of, PublicationDraft draft) {
        AssembledTree tree = draft.tree();
        until = draft.until();
        state.leftOut(
                mirror,
                Unpublished.of(
                        of.catalog(),
                        tree.withheld(),
                        tree.leftOut(),
                        draft.eligible().delayed()));
        state.update(
                mirror,
                view -> view.withOmissions(
                        tree.withheld(), tree.leftOut(), draft.eligible().delayed(), draft.notes()));
    }

    /** A check forgets what came of other inputs, so the outcome of these is shown again when they come back. */
    private void show(Done of) {
        state.update(
                mirror,
                view -> of.violations().isEmpty()
                        ? view.withAssembled(of.catalog().revision())
                        : view.withViolations(of.violations()));
    }

    private TreePublished event(PublishOutcome.Switched switched) {
        var counts = switched.publication().counts();
        return new TreePublished(
                mirror,
                switched.live().id(),
                switched.live().catalog(),
                counts.products(),
                counts.versions(),
                counts.items(),
                switched.live().signer(),
                switched.live().updated());
    }
}
