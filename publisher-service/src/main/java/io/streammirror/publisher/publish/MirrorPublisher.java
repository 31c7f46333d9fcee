package io.streammirror.publisher.publish;

import io.streammirror.config.MirrorSettings;
import io.streammirror.decision.AcceptedCatalog;
import io.streammirror.decision.DecisionLog;
import io.streammirror.decision.Orders;
import io.streammirror.event.TreePublished;
import io.streammirror.maas.Violation;
import io.streammirror.mirror.MirrorName;
import io.streammirror.publisher.assemble.AssembledTree;
import io.streammirror.publisher.state.CatalogView;
import io.streammirror.publisher.state.PublisherState;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.ObjectStore;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one mirror published and its view up to date: look first, then publish if there is something to.
 *
 * <p>Not safe for use by several threads.
 */
public final class MirrorPublisher {
    /** What a tree is made from; the same again means that nothing would change. */
    private record Ground(
            @Nullable AcceptedCatalog catalog,
            @Nullable Sha256 live,
            Orders orders,
            Set<Sha256> missing,
            Set<Sha256> lost,
            Set<Sha256> lostOwn) {}

    /**
     * What came of a ground; without violations, all that it allows is live.
     *
     * @param until when time alone makes something else of it; empty for never
     */
    private record Done(Ground ground, AcceptedCatalog catalog, List<Violation> violations, Optional<Instant> until) {}

    private final MirrorName mirror;
    private final Publisher publisher;
    private final PublisherState state;
    private final Announcer announcer;
    private final Clock clock;
    private @Nullable Sight sight;
    private @Nullable Done done;
    private boolean awaitsItems;

    public MirrorPublisher(
            MirrorSettings settings,
            ObjectStore store,
            Stock stock,
            DecisionLog log,
            Signatory signatory,
            PublisherState state,
            Announcer announcer,
            Stages stages,
            Clock clock) {
        this.mirror = settings.name();
        this.publisher = new Publisher(settings, store, stock, log, signatory, stages, clock);
        this.state = state;
        this.announcer = announcer;
        this.clock = clock;
    }

    /** Reads log and inventory and renews the view of the mirror. */
    public Look look() {
        Sight seen = publisher.look();
        sight = seen;
        CatalogView catalog = seen.catalogView();
        state.update(mirror, view -> view.withLook(catalog, seen.liveView(), seen.state()));
        awaitsItems = catalog != null
                && !state.failures()
                        .keySet()
                        .containsAll(catalog.wanted().missing().keySet());
        if (catalog == null) {
            return Look.NOTHING_NEW;
        }
        if (done != null && done.ground().equals(ground(seen)) && !isOver(done)) {
            tell(done);
            return Look.NOTHING_NEW;
        }
        state.stored(seen::isStored);
        return awaitsItems ? Look.UNDER_WAY : Look.FINISHED;
    }

    /** Whether, as of the last look, something that the catalog wants is still to come: neither stored nor failed. */
    public boolean awaitsItems() {
        return awaitsItems;
    }

    /** Publishes what the last look has shown. */
    public void publish() {
        Sight seen = sight;
        while (seen != null && seen.catalog() != null) {
            if (attempt(seen, seen.catalog())) {
                return;
            }
            look();
            seen = sight;
        }
    }

    private boolean attempt(Sight seen, Facts.ReadCatalog catalog) {
        Assembly assembly = publisher.assemble(seen, catalog);
        AssembledTree tree = assembly.tree();
        state.update(
                mirror,
                view -> view.withOmissions(
                        tree.withheld(), tree.leftOut(), assembly.offer().delayed()));
        Outcome outcome = publisher.publish(seen, assembly);
        if (outcome instanceof Outcome.Overtaken) {
            return false;
        }
        if (outcome instanceof Outcome.Deferred) {
            return true; // nothing is done, so the next look begins anew
        }
        Optional<Instant> until = assembly.until();
        List<Violation> violations = outcome instanceof Outcome.Refused refused ? refused.violations() : List.of();
        if (outcome instanceof Outcome.Switched switched) {
            var ground = new Ground(
                    catalog.accepted(),
                    switched.live().id(),
                    seen.state().standing(),
                    missing(seen),
                    Set.of(),
                    seen.lostOwn());
            state.update(mirror, view -> view.withLive(Sight.liveView(switched.live(), switched.publication())));
            finish(new Done(ground, catalog.accepted(), violations, until));
            // Last: a broker that does not answer must not hold up anything.
            announcer.announce(event(switched));
        } else {
            finish(new Done(ground(seen), catalog.accepted(), violations, until));
        }
        return true;
    }

    private boolean isOver(Done of) {
        return of.until().filter(end -> !clock.instant().isBefore(end)).isPresent();
    }

    private void finish(Done now) {
        done = now;
        tell(now);
    }

    /** A look forgets what came of another ground, so who comes back to this one is told again. */
    private void tell(Done of) {
        state.update(
                mirror,
                view -> of.violations().isEmpty()
                        ? view.withAssembled(of.catalog().revision())
                        : view.withViolations(of.violations()));
    }

    private static Ground ground(Sight seen) {
        return new Ground(
                seen.catalog() == null ? null : seen.catalog().accepted(),
                seen.live() == null ? null : seen.live().decision().id(),
                seen.state().standing(),
                missing(seen),
                seen.lost(),
                seen.lostOwn());
    }

    private static Set<Sha256> missing(Sight seen) {
        CatalogView catalog = seen.catalogView();
        return catalog == null ? Set.of() : catalog.wanted().missing().keySet();
    }

    private TreePublished event(Outcome.Switched switched) {
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
