package io.streammirror.decision;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.streammirror.simplestreams.Sha256;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The decided state of one mirror; every change is a method that returns the next state.
 *
 * @param superseded newest first
 * @param marks how far upstream has come
 * @param refused null while the upstream can be read and verified
 * @param held null while no change of the upstream waits for an operator
 * @param promotion where the followed catalog was promoted from; null while it came from an upstream, or there is none
 * @param orders null until an operator gave one; see {@link #standing}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MirrorState(
        @Nullable AcceptedCatalog catalog,
        @Nullable LivePublication live,
        List<SupersededPublication> superseded,
        UpstreamMarks marks,
        @Nullable UpstreamRefusal refused,
        @Nullable HeldChange held,
        @Nullable Promotion promotion,
        @Nullable Orders orders) {
    public static final MirrorState EMPTY =
            new MirrorState(null, null, List.of(), UpstreamMarks.NONE, null, null, null, null);

    public MirrorState {
        superseded = List.copyOf(superseded);
    }

    /** Follows another catalog, which ends a refusal and a hold, and raises the marks. */
    public MirrorState withCatalog(AcceptedCatalog accepted, UpstreamMarks seen) {
        return new MirrorState(accepted, live, superseded, marks.then(seen), null, null, null, orders);
    }

    /**
     * Follows what was promoted, which ends what an upstream of before left behind, and rollbacks: they are about what is replaced. Pins
     * stay.
     */
    public MirrorState promoting(AcceptedCatalog promoted, Promotion from) {
        Orders left = orders == null ? null : orders.withoutRollbacks();
        return new MirrorState(promoted, live, superseded, marks, null, null, from, left);
    }

    public MirrorState withRefused(UpstreamRefusal refusal) {
        return new MirrorState(catalog, live, superseded, marks, refusal, held, promotion, orders);
    }

    /** Lets a change wait; upstream could be read and verified, so a refusal is over. */
    public MirrorState withHeld(HeldChange change) {
        return new MirrorState(catalog, live, superseded, marks, null, change, promotion, orders);
    }

    /**
     * The change that waits.
     *
     * @param revision of its catalog in hexadecimal digits, or the first of them
     * @throws NothingHeldException when it is not this revision that waits
     */
    public HeldChange held(String revision) {
        if (held == null || revision.isEmpty() || !held.revision().hex().startsWith(revision)) {
            throw new NothingHeldException(revision, held);
        }
        return held;
    }

    /** Follows the change that waits, whatever it is suspected of; the marks become its own, even if they are older. */
    public MirrorState accepting(HeldChange change, Instant now, long sequence) {
        return withCatalog(
                new AcceptedCatalog(change.revision(), now, sequence, change.selectionHash(), change.suspicions()),
                change.marks());
    }

    /** Whether all that was decided about the upstream is as in the other state, whatever happened to publications. */
    public boolean sameUpstreamAs(MirrorState other) {
        return Objects.equals(catalog, other.catalog)
                && marks.equals(other.marks)
                && Objects.equals(refused, other.refused)
                && Objects.equals(held, other.held);
    }

    /**
     * Serves another publication: the one before it becomes superseded, those past their retention are forgotten, and an order to reset the
     * time is carried out.
     */
    public MirrorState withLive(LivePublication next, Instant now, PublicationRetention retention) {
        var former = new ArrayList<SupersededPublication>();
        if (live != null) {
            former.add(new SupersededPublication(live, now));
        }
        former.addAll(superseded);
        former.removeIf(publication -> publication.id().equals(next.id()));
        return new MirrorState(catalog, next, retention.kept(former, now), marks, refused, held, promotion, orders)
                .withoutTimeReset();
    }

    /** The same without the oldest of its superseded publications. */
    MirrorState withoutOldestSuperseded() {
        List<SupersededPublication> rest = superseded.subList(0, superseded.size() - 1);
        return new MirrorState(catalog, live, rest, marks, refused, held, promotion, orders);
    }

    /** How many marks of streams are kept, those of a held change too. */
    int streamMarks() {
        return marks.streams().size()
                + (held == null ? 0 : held.marks().streams().size());
    }

    /** The same without its oldest mark of a stream: one of the held change when that has more. */
    MirrorState withoutOldestMark() {
        if (held != null && held.marks().streams().size() > marks.streams().size()) {
            HeldChange less = held.withoutOldestMark();
            return new MirrorState(catalog, live, superseded, marks, refused, less, promotion, orders);
        }
        return new MirrorState(catalog, live, superseded, marks.withoutOldest(), refused, held, promotion, orders);
    }

    /** The same when a publication has carried out the order to reset the time. */
    public MirrorState withoutTimeReset() {
        return orders == null || orders.timeReset() == null ? this : withOrders(orders.withoutTimeReset());
    }

    /** The orders in force. */
    public Orders standing() {
        return orders == null ? Orders.NONE : orders;
    }

    public MirrorState withOrders(Orders next) {
        return new MirrorState(catalog, live, superseded, marks, refused, held, promotion, next);
    }

    /** The ids of all publications that are served, or may be again: the live one and the superseded. */
    public List<Sha256> keptPublications() {
        var kept = new ArrayList<Sha256>();
        if (live != null) {
            kept.add(live.id());
        }
        superseded.forEach(publication -> kept.add(publication.id()));
        return kept;
    }

    /** The ids of all publications that must not be forgotten: those that are kept, and those that standing orders rest on. */
    public Set<Sha256> neededPublications() {
        var needed = new TreeSet<>(standing().publications());
        needed.addAll(keptPublications());
        return needed;
    }

    /** The revisions of all catalogs that must not be forgotten: followed, held, or what standing orders rest on. */
    public Set<Sha256> neededCatalogs() {
        var needed = new TreeSet<>(standing().catalogs());
        if (catalog != null) {
            needed.add(catalog.revision());
        }
        if (held != null) {
            needed.add(held.revision());
        }
        return needed;
    }
}
