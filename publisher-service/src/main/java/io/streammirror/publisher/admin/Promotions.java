package io.streammirror.publisher.admin;

import io.streammirror.api.OrderResult;
import io.streammirror.catalog.Catalog;
import io.streammirror.catalog.CatalogCodec;
import io.streammirror.config.MirrorSettings;
import io.streammirror.config.Settings;
import io.streammirror.decision.AcceptedCatalog;
import io.streammirror.decision.Decision;
import io.streammirror.decision.DecisionLog;
import io.streammirror.decision.LivePublication;
import io.streammirror.decision.LogEntry;
import io.streammirror.decision.LogHead;
import io.streammirror.decision.LogState;
import io.streammirror.decision.MirrorState;
import io.streammirror.decision.Promotion;
import io.streammirror.decision.Proposal;
import io.streammirror.decision.StandingOrder;
import io.streammirror.mirror.MirrorName;
import io.streammirror.publisher.snapshot.KeptPublications;
import io.streammirror.publisher.snapshot.PublishedCatalog;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.ObjectAttributes;
import io.streammirror.store.ObjectStore;
import io.streammirror.store.StoreKeys;
import io.streammirror.sweep.OpenSweep;
import io.streammirror.sweep.SweepPlans;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Objects;
import java.util.Optional;

/**
 * Promotes publications from one mirror into another. A promotion is one entry of the log: the promoted mirror follows a catalog that lists
 * exactly the publication. No item is copied, because mirrors share blobs.
 */
@Singleton
final class Promotions {
    private final Settings settings;
    private final DecisionLog log;
    private final ObjectStore store;
    private final PublishedCatalog catalogs;
    private final SweepPlans sweeps;
    private final Commands commands;
    private final Clock clock;

    Promotions(Settings settings, DecisionLog log, ObjectStore store, Commands commands, Clock clock) {
        this.settings = settings;
        this.log = log;
        this.store = store;
        this.catalogs = new PublishedCatalog(store);
        this.sweeps = new SweepPlans(store);
        this.commands = commands;
        this.clock = clock;
    }

    /**
     * Makes a publication of another mirror the content of this one.
     *
     * @param mirror one that is configured with {@code from}
     * @param publication of the mirror it is promoted from, by its id or the first 12 digits; empty for the one that is live there
     * @throws AdminException for an order that cannot be carried out, or that has no reason
     */
    OrderResult promote(MirrorName mirror, Optional<String> publication, Operator by) {
        Administration.requireKnown(settings, mirror);
        MirrorSettings into = Objects.requireNonNull(settings.mirrors().get(mirror));
        MirrorName from = into.from()
                .orElseThrow(() -> new AdminException(
                        409,
                        "mirror '" + mirror + "' follows a source of its own; only a mirror that is configured with"
                                + " 'from' can be promoted into"));
        if (by.why() == null || by.why().isBlank()) {
            throw new AdminException(
                    400, "'why' is missing: a promotion needs a reason, for people who read the log later");
        }
        Optional<LogEntry> entry = log.append(head -> proposal(head, into, from, publication, by));
        entry.ifPresent(given -> commands.announce(by.decided(mirror, given)));
        LogEntry last = entry.orElseGet(() -> Objects.requireNonNull(log.head().entry()));
        Promotion stands = Objects.requireNonNull(last.state().mirror(mirror).promotion());
        return new OrderResult(
                mirror,
                last.sequence(),
                entry.isPresent(),
                "publication " + stands.publication().abbreviated() + " of mirror '" + stands.from() + "' is promoted");
    }

    private Optional<Proposal> proposal(
            LogHead head, MirrorSettings into, MirrorName from, Optional<String> publication, Operator by) {
        MirrorName mirror = into.name();
        MirrorState state = head.state().mirror(mirror);
        StandingOrder hold = state.standing().hold();
        if (hold != null) {
            throw new AdminException(
                    409,
                    "mirror '" + mirror + "' is held by " + hold.who() + " since " + hold.since()
                            + ": release it before anything is promoted");
        }
        Sha256 id = target(head.state().mirror(from), from, publication);
        int rollbacks = state.standing().rollbacks().size();
        if (isPromoted(state, from, id) && rollbacks == 0) {
            return Optional.empty();
        }
        Sha256 revision = keep(head.state(), catalogs.of(mirror, from, id));
        var order = new StandingOrder(
                by.who(), by.why(), clock.instant().truncatedTo(ChronoUnit.SECONDS), head.nextSequence());
        var accepted = new AcceptedCatalog(
                revision, clock.instant(), head.nextSequence(), into.selectionHash(), Collections.emptySortedSet());
        return Optional.of(new Proposal(
                new Decision.Promoted(mirror, from, id, revision, rollbacks),
                head.state().with(mirror, state.promoting(accepted, new Promotion(from, id, order))),
                by.who(),
                by.why()));
    }

    private static boolean isPromoted(MirrorState state, MirrorName from, Sha256 id) {
        Promotion before = state.promotion();
        return before != null
                && before.from().equals(from)
                && before.publication().equals(id);
    }

    private static Sha256 target(MirrorState source, MirrorName from, Optional<String> publication) {
        if (publication.isPresent()) {
            try {
                return new KeptPublications(source).named(publication.get());
            } catch (IllegalArgumentException e) {
                throw new AdminException(409, "mirror '" + from + "': " + e.getMessage());
            }
        }
        LivePublication live = source.live();
        if (live == null) {
            throw new AdminException(
                    409, "mirror '" + from + "' has published nothing yet, so there is nothing to promote");
        }
        return live.id();
    }

    /** Stores the catalog before the entry that names it. Refuses content that a sweep is about to delete. */
    private Sha256 keep(LogState state, Catalog catalog) {
        byte[] bytes = CatalogCodec.encode(catalog);
        Sha256 revision = Sha256.of(bytes);
        String key = StoreKeys.catalog(catalog.mirror(), revision);
        OpenSweep sweep = sweeps.at(state);
        if (sweep.keys().contains(key) || catalog.blobs().keySet().stream().anyMatch(sweep.blobs()::contains)) {
            throw new AdminException(409, "a sweep is deleting some of it at this moment: try again when it is over");
        }
        store.put(key, bytes, ObjectAttributes.JSON);
        return revision;
    }
}
