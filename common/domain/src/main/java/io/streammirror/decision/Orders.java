package io.streammirror.decision;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.ProductName;
import io.streammirror.simplestreams.Sha256;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The orders in force for the publications of a mirror; every change is a method that returns the next state.
 *
 * @param hold null unless nothing new of upstream's is published
 * @param pins at most one for each product
 * @param rollbacks in the order of their time
 * @param images null while there are none of the operators' own
 * @param timeReset null unless the next publication carries the present time, although what is live is dated later
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Orders(
        @Nullable StandingOrder hold,
        List<Pin> pins,
        List<RollbackOrder> rollbacks,
        @Nullable CustomImages images,
        @Nullable StandingOrder timeReset) {
    /** Each entry of the log carries them all, so they must not grow for ever. */
    public static final int MAX_PINS = 200;

    /** So many rollbacks without a release need an operator's attention. */
    public static final int MAX_ROLLBACKS = 20;

    public static final Orders NONE = new Orders(null, List.of(), List.of(), null, null);

    public Orders {
        pins = List.copyOf(pins);
        rollbacks = List.copyOf(rollbacks);
    }

    /** Orders without a reset of the time. */
    public Orders(
            @Nullable StandingOrder hold,
            List<Pin> pins,
            List<RollbackOrder> rollbacks,
            @Nullable CustomImages images) {
        this(hold, pins, rollbacks, images, null);
    }

    /** Whether there are more pins, or more rollbacks. */
    public boolean isMoreThan(Orders other) {
        return pins.size() > other.pins.size() || rollbacks.size() > other.rollbacks.size();
    }

    public Orders holding(StandingOrder order) {
        return new Orders(order, pins, rollbacks, images, timeReset);
    }

    /** Ends the hold. */
    public Orders notHolding() {
        return new Orders(null, pins, rollbacks, images, timeReset);
    }

    public Orders withRollback(RollbackOrder rollback) {
        var more = new ArrayList<>(rollbacks);
        more.add(rollback);
        return new Orders(hold, pins, more, images, timeReset);
    }

    /** Lets every withdrawn version come back. */
    public Orders withoutRollbacks() {
        return new Orders(hold, pins, List.of(), images, timeReset);
    }

    /** Pins a version; another pin of the same product ends. */
    public Orders withPin(Pin pin) {
        var others = new ArrayList<>(withoutPin(pin.stream(), pin.product()).pins);
        others.add(pin);
        return new Orders(hold, others, rollbacks, images, timeReset);
    }

    public Orders withoutPin(ContentId stream, ProductName product) {
        return new Orders(
                hold, pins.stream().filter(pin -> !pin.isOf(stream, product)).toList(), rollbacks, images, timeReset);
    }

    /** Publishes these images beside upstream's, and no others. */
    public Orders withImages(@Nullable CustomImages next) {
        return new Orders(hold, pins, rollbacks, next, timeReset);
    }

    /** Lets the next publication carry the present time, although what is live is dated later. */
    public Orders resettingTime(StandingOrder order) {
        return new Orders(hold, pins, rollbacks, images, order);
    }

    /** The time was reset by a publication. */
    Orders withoutTimeReset() {
        return new Orders(hold, pins, rollbacks, images, null);
    }

    /** The publications without which the orders could not be carried out. */
    public Set<Sha256> publications() {
        var ids = new TreeSet<Sha256>();
        rollbacks.forEach(rollback -> ids.addAll(List.of(rollback.to(), rollback.from())));
        pins.stream().map(Pin::publication).filter(Objects::nonNull).forEach(ids::add);
        return ids;
    }

    /** The catalogs without which the orders could not be carried out. */
    public Set<Sha256> catalogs() {
        var revisions = new TreeSet<Sha256>();
        Stream.concat(
                        rollbacks.stream().map(RollbackOrder::catalog),
                        pins.stream().map(Pin::catalog))
                .filter(Objects::nonNull)
                .forEach(revisions::add);
        return revisions;
    }
}
