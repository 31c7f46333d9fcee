package io.streammirror.publisher.status;

import io.micrometer.core.instrument.MeterRegistry;
import io.streammirror.decision.Orders;
import io.streammirror.mirror.MirrorName;
import io.streammirror.publisher.state.PublisherState;
import java.util.function.ToIntFunction;

/** The orders that are in force for one mirror. */
record OrderGauges(MirrorName mirror, PublisherState state) {
    void register(MeterRegistry registry) {
        gauge("hold", orders -> orders.hold() == null ? 0 : 1, registry);
        gauge("pin", orders -> orders.pins().size(), registry);
        gauge("rollback", orders -> orders.rollbacks().size(), registry);
        gauge("custom-images", orders -> orders.images() == null ? 0 : 1, registry);
    }

    private void gauge(String order, ToIntFunction<Orders> count, MeterRegistry registry) {
        new StateGauge("stream.mirror.orders", "Orders of operators that are in force, by kind", "")
                .with("mirror", mirror.value())
                .with("order", order)
                .register(state, seen -> count.applyAsInt(seen.view(mirror).orders()), registry);
    }
}
