package io.streammirror.publisher.publish;

import io.streammirror.config.MirrorSettings;
import io.streammirror.events.TreePublished;
import io.streammirror.log.AcceptedCatalog;
import io.streammirror.log.DecisionLog;
import io.streammirror.mirror.MirrorName;
import io.streammirror.openpgp.SigningKey;
import io.streammirror.publisher.assemble.AssembledTree;
import io.streammirror.publisher.state.CatalogView;
import io.streammirror.publisher.state.PublisherState;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.ObjectStore;
import java.time.Clock;
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
            @Nullable AcceptedCatalog catalog, @Nullable Sha256 live, Set<Sha256> missing) {}

    private final MirrorName mirror;
    private final Publisher publisher;
    private final PublisherState state;
    private final Announcer announcer;
    private @Nullable Sight sight;
    private @Nullable Ground done;

    public MirrorPublisher(
            MirrorSettings settings,
            ObjectStore store,
            DecisionLog log,
            SigningKey key,
            PublisherState state,
            Announcer announcer,
            Clock clock) {
        this.mirror = settings.name();
        this.publisher = new Publisher(settings, store, log, key, clock);
        this.state = state;
        this.announcer = announcer;
    }

    /** Reads log and inventory and renews the view of the mirror. */
    public Look look() {
        Sight seen = publisher.look();
        sight = seen;
        CatalogView catalog = seen.catalogView();
        state.update(mirror, view -> view.withLook(catalog, seen.liveView()));
        if (catalog == null || ground(seen).equals(done)) {
            return Look.NOTHING_NEW;
        }
        Set<Sha256> missing = catalog.wanted().missing().keySet();
        state.stored(seen::isStored);
        return state.failures().keySet().containsAll(missing) ? Look.FINISHED : Look.UNDER_WAY;
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
        AssembledTree tree = publisher.assemble(seen, catalog);
        state.update(mirror, view -> view.withOmissions(tree.withheld(), tree.leftOut()));
        Outcome outcome = publisher.publish(seen, catalog, tree);
        if (outcome instanceof Outcome.Overtaken) {
            return false;
        }
        done = ground(seen);
        if (outcome instanceof Outcome.Refused refused) {
            state.update(mirror, view -> view.withViolations(refused.violations()));
            return true;
        }
        if (outcome instanceof Outcome.Switched switched) {
            done = new Ground(catalog.accepted(), switched.live().id(), missing(seen));
            state.update(mirror, view -> view.withLive(Sight.liveView(switched.live(), switched.publication())));
            announcer.announce(event(switched));
        }
        state.update(mirror, view -> view.withAssembled(catalog.accepted().revision()));
        return true;
    }

    private static Ground ground(Sight seen) {
        return new Ground(
                seen.catalog() == null ? null : seen.catalog().accepted(),
                seen.live() == null ? null : seen.live().decision().id(),
                missing(seen));
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
