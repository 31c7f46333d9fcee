package io.streammirror.publisher.admin;

import io.streammirror.api.OrderRequest.Only;
import io.streammirror.api.OrderResult;
import io.streammirror.config.Settings;
import io.streammirror.decision.AcceptedCatalog;
import io.streammirror.decision.Decision;
import io.streammirror.decision.DecisionLog;
import io.streammirror.decision.LivePublication;
import io.streammirror.decision.LogEntry;
import io.streammirror.decision.LogHead;
import io.streammirror.decision.LogState;
import io.streammirror.decision.MirrorState;
import io.streammirror.decision.Orders;
import io.streammirror.decision.Pin;
import io.streammirror.decision.Proposal;
import io.streammirror.decision.RollbackOrder;
import io.streammirror.decision.StandingOrder;
import io.streammirror.mirror.MirrorName;
import io.streammirror.publisher.snapshot.KeptPublications;
import io.streammirror.publisher.snapshot.PreviousTrees;
import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.ProductName;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.ObjectStore;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes operators' orders about publications. Each is one entry of the log, and takes effect with the next publication. */
@Singleton
final class PublicationOrders {
    /** MAAS 3.4 to 3.7 delete the files of a version that is gone while another worker still counts on them. */
    private static final String RACE =
            "; MAAS before 3.8 can lose files of a version that goes and comes back within one import:"
                    + " leave at least one sync interval of MAAS (60 minutes by default) between 'rollback' and 'release'";

    private final Settings settings;
    private final DecisionLog log;
    private final PreviousTrees trees;
    private final VersionSearch versions;
    private final Commands commands;
    private final Clock clock;

    PublicationOrders(Settings settings, DecisionLog log, ObjectStore store, Commands commands, Clock clock) {
        this.settings = settings;
        this.log = log;
        this.trees = new PreviousTrees(store);
        this.versions = new VersionSearch(store);
        this.commands = commands;
        this.clock = clock;
    }

    /** The change that an order makes to the state; empty when it is in force already. */
    interface Change {
        Optional<Changed> of(MirrorState state, StandingOrder order);
    }

    record Changed(Decision decision, Orders orders) {}

    /** Publishes no new version of upstream until the mirror is released. */
    OrderResult hold(MirrorName mirror, Operator by) {
        return give(
                mirror,
                by,
                "nothing new is published until the mirror is released",
                (state, order) -> state.standing().hold() != null
                        ? Optional.empty()
                        : Optional.of(new Changed(
                                new Decision.MirrorOnHold(mirror),
                                state.standing().holding(order))));
    }

    /**
     * Ends a hold and lets withdrawn versions come back; pins stay.
     *
     * @param only the one that ends; null ends both
     */
    OrderResult release(MirrorName mirror, @Nullable Only only, Operator by) {
        return give(mirror, by, "the mirror follows upstream again" + RACE, (state, order) -> {
            Orders before = state.standing();
            Orders after = only == Only.ROLLBACK ? before : before.notHolding();
            after = only == Only.HOLD ? after : after.withoutRollbacks();
            if (after.equals(before)) {
                return Optional.empty();
            }
            int rollbacks = before.rollbacks().size() - after.rollbacks().size();
            boolean hold = before.hold() != null && after.hold() == null;
            return Optional.of(new Changed(new Decision.MirrorReleased(mirror, hold, rollbacks), after));
        });
    }

    /**
     * Publishes the versions of an earlier publication again; newer versions stay withdrawn until the mirror is released.
     *
     * @param publication its id, or the first 12 digits; empty for the last one made from an earlier catalog
     */
    OrderResult rollback(MirrorName mirror, Optional<String> publication, Operator by) {
        return give(mirror, by, "newer versions stay withdrawn until the mirror is released" + RACE, (state, order) -> {
            LivePublication live = state.live();
            if (live == null) {
                throw new AdminException(409, "nothing is published yet, so there is nothing to roll back");
            }
            Sha256 to = target(state, publication);
            if (to.equals(live.id())) {
                throw new AdminException(409, "publication " + to + " is live");
            }
            if (state.standing().rollbacks().size() >= Orders.MAX_ROLLBACKS) {
                throw new AdminException(
                        409, "the mirror was rolled back " + Orders.MAX_ROLLBACKS + " times: release it first");
            }
            trees.whole(mirror, to);
            AcceptedCatalog catalog = state.catalog();
            var rollback = new RollbackOrder(to, live.id(), catalog == null ? null : catalog.revision(), order);
            return Optional.of(new Changed(
                    new Decision.RolledBack(mirror, to, live.id()),
                    state.standing().withRollback(rollback)));
        });
    }

    /** Lets the next publication carry the present time, although what is live is dated later. */
    OrderResult resetTime(MirrorName mirror, Operator by) {
        return give(mirror, by, "the next publication carries the present time", (state, order) -> {
            LivePublication live = state.live();
            Instant now = clock.instant();
            if (live == null) {
                throw new AdminException(409, "nothing is published, so there is no time to reset");
            }
            if (!live.updated().isAfter(now)) {
                throw new AdminException(
                        409, "what is live is dated " + live.updated() + ", which has come: there is nothing to reset");
            }
            return state.standing().timeReset() != null
                    ? Optional.empty()
                    : Optional.of(new Changed(
                            new Decision.TimeReset(mirror, live.updated()),
                            state.standing().resettingTime(order)));
        });
    }

    /** Publishes this version of a product, and no newer one. */
    OrderResult pin(MirrorName mirror, VersionSearch.Wanted wanted, Operator by) {
        String message = "'" + wanted.product() + "' is pinned to " + wanted.version();
        return give(mirror, by, message, (state, order) -> {
            Orders before = state.standing();
            if (before.pins().stream()
                    .anyMatch(pin -> pin.product().equals(wanted.product())
                            && pin.version().equals(wanted.version())
                            && wanted.stream()
                                    .filter(other -> !other.equals(pin.stream()))
                                    .isEmpty())) {
                return Optional.empty();
            }
            Pin pin = versions.pin(mirror, state, wanted, order);
            Orders after = before.withPin(pin);
            if (after.pins().size() > Orders.MAX_PINS) {
                throw new AdminException(409, Orders.MAX_PINS + " versions are pinned already: unpin some");
            }
            return Optional.of(
                    new Changed(new Decision.VersionPinned(mirror, pin.stream(), pin.product(), pin.version()), after));
        });
    }

    /** Lets a product follow upstream again. */
    OrderResult unpin(MirrorName mirror, Optional<ContentId> stream, ProductName product, Operator by) {
        return give(mirror, by, "'" + product + "' is no longer pinned", (state, order) -> {
            List<Pin> pins = state.standing().pins().stream()
                    .filter(pin -> pin.product().equals(product))
                    .filter(pin ->
                            stream.filter(other -> !other.equals(pin.stream())).isEmpty())
                    .toList();
            if (pins.isEmpty()) {
                throw new AdminException(409, "product '" + product + "' is not pinned");
            }
            if (pins.size() > 1) {
                throw new AdminException(
                        409,
                        "it is pinned in several streams, name one of "
                                + pins.stream().map(Pin::stream).toList());
            }
            Pin pin = pins.get(0);
            return Optional.of(new Changed(
                    new Decision.VersionUnpinned(mirror, pin.stream(), pin.product(), pin.version()),
                    state.standing().withoutPin(pin.stream(), pin.product())));
        });
    }

    private static Sha256 target(MirrorState state, Optional<String> publication) {
        var kept = new KeptPublications(state);
        if (publication.isPresent()) {
            try {
                return kept.named(publication.get());
            } catch (IllegalArgumentException e) {
                throw new AdminException(409, String.valueOf(e.getMessage()));
            }
        }
        if (!state.standing().rollbacks().isEmpty()) {
            throw new AdminException(
                    409, "the mirror is rolled back already: name the publication to go to, or release it");
        }
        return kept.before()
                .orElseThrow(() -> new AdminException(409, "there is no earlier publication to go back to"));
    }

    /** Appends an order to the log and announces it. */
    OrderResult give(MirrorName mirror, Operator by, String message, Change change) {
        Administration.requireKnown(settings, mirror);
        Optional<LogEntry> entry = log.append(head -> proposal(head, mirror, by, change));
        entry.ifPresent(given -> commands.announce(by.decided(mirror, given)));
        return entry.map(given -> new OrderResult(mirror, given.sequence(), true, message))
                .orElseGet(() -> new OrderResult(mirror, log.head().sequence(), false, message));
    }

    private Optional<Proposal> proposal(LogHead head, MirrorName mirror, Operator by, Change change) {
        MirrorState state = head.state().mirror(mirror);
        var order = new StandingOrder(
                by.who(), by.why(), clock.instant().truncatedTo(ChronoUnit.SECONDS), head.nextSequence());
        return change.of(state, order).map(changed -> {
            LogState next = head.state().with(mirror, state.withOrders(changed.orders()));
            if (changed.orders().isMoreThan(state.standing()) && !next.hasRoomForOrders()) {
                throw new AdminException(
                        409,
                        "the pins and rollbacks of all mirrors are too many: unpin some, or release a mirror first");
            }
            return new Proposal(changed.decision(), next, by.who(), by.why());
        });
    }
}
