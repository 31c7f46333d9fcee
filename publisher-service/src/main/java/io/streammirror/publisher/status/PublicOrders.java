package io.streammirror.publisher.status;

import io.streammirror.log.Orders;
import io.streammirror.log.OwnImages;
import io.streammirror.log.Pin;
import io.streammirror.log.Promotion;
import io.streammirror.log.Rollback;
import io.streammirror.log.StandingOrder;
import org.jspecify.annotations.Nullable;

/** What operators ordered, without who they are and why they did. */
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
                        .map(back -> new Rollback(back.to(), back.from(), back.catalog(), of(back.order())))
                        .toList(),
                of(orders.images()));
    }

    static @Nullable Promotion of(@Nullable Promotion promotion) {
        return promotion == null
                ? null
                : new Promotion(promotion.from(), promotion.publication(), of(promotion.order()));
    }

    private static @Nullable OwnImages of(@Nullable OwnImages images) {
        return images == null ? null : new OwnImages(images.document(), images.versions(), of(images.order()));
    }

    private static StandingOrder of(StandingOrder order) {
        return new StandingOrder(WHO, null, order.since(), order.sequence());
    }
}
