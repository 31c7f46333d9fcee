package io.streammirror.publisher.status;

import io.streammirror.decision.CustomImages;
import io.streammirror.decision.Orders;
import io.streammirror.decision.Pin;
import io.streammirror.decision.Promotion;
import io.streammirror.decision.RollbackOrder;
import io.streammirror.decision.StandingOrder;
import org.jspecify.annotations.Nullable;

/** The orders in force, without names and reasons. */
final class PublicOrders {
    private static final String WHO = "an operator";

    private PublicOrders() {}

    static Orders of(Orders orders) {
        return new Orders(
                orders.hold() == null ? null : of(orders.hold()),
                orders.pins().stream()
                        .map(pin -> new Pin(
                                pin.stream(),
                                pin.product(),
                                pin.version(),
                                pin.publication(),
                                pin.catalog(),
                                of(pin.order())))
                        .toList(),
                orders.rollbacks().stream()
                        .map(back -> new RollbackOrder(back.to(), back.from(), back.catalog(), of(back.order())))
                        .toList(),
                of(orders.images()));
    }

    static @Nullable Promotion of(@Nullable Promotion promotion) {
        return promotion == null
                ? null
                : new Promotion(promotion.from(), promotion.publication(), of(promotion.order()));
    }

    private static @Nullable CustomImages of(@Nullable CustomImages images) {
        return images == null ? null : new CustomImages(images.document(), images.versions(), of(images.order()));
    }

    private static StandingOrder of(StandingOrder order) {
        return new StandingOrder(WHO, null, order.since(), order.sequence());
    }
}
