package io.streammirror.decision;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How many bytes a state takes in an entry of the log, at most. An estimate, because a state is measured far more often than written. */
final class StateSize {
    private static final int MIRROR = 900;
    private static final int SUPERSEDED = 400;
    private static final int MARK = 175;
    private static final int OBJECTION = 80;
    private static final int HELD = 420;
    private static final int REFUSED = 100;
    private static final int PIN = 205;
    private static final int ROLLBACK = 290;
    private static final int ORDER = 150;

    private StateSize() {}

    static int of(MirrorState state) {
        UpstreamRefusal refused = state.refused();
        HeldChange held = state.held();
        return MIRROR
                + SUPERSEDED * state.superseded().size()
                + of(state.marks())
                + (refused == null ? 0 : REFUSED + of(refused.reason()))
                + (held == null ? 0 : of(held))
                + (state.promotion() == null ? 0 : of(state.promotion().order()) + ORDER)
                + of(state.standing());
    }

    /** Of what operators ordered. */
    static int of(Orders orders) {
        return orders.pins().stream()
                        .mapToInt(pin -> PIN
                                + of(pin.stream().value())
                                + of(pin.product().value())
                                + of(pin.version().value())
                                + of(pin.order()))
                        .sum()
                + orders.rollbacks().stream()
                        .mapToInt(rollback -> ROLLBACK + of(rollback.order()))
                        .sum()
                + (orders.hold() == null ? 0 : of(orders.hold()))
                + (orders.images() == null ? 0 : ORDER + of(orders.images().order()))
                + (orders.timeReset() == null ? 0 : of(orders.timeReset()));
    }

    private static int of(HeldChange held) {
        return HELD
                + of(held.marks())
                + held.objections().stream()
                        .mapToInt(objection -> OBJECTION + of(objection.reason()))
                        .sum();
    }

    private static int of(UpstreamMarks marks) {
        IndexMark index = marks.index();
        return marks.streams().keySet().stream()
                        .mapToInt(stream -> MARK + of(stream.value()))
                        .sum()
                + (index == null ? 0 : MARK + of(index.path().value()));
    }

    private static int of(StandingOrder order) {
        return ORDER + of(order.who()) + of(order.why());
    }

    private static int of(@Nullable String text) {
        return Objects.requireNonNullElse(text, "").getBytes(StandardCharsets.UTF_8).length;
    }
}
