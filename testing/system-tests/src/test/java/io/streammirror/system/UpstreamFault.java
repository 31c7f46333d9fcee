package io.streammirror.system;

import io.streammirror.system.fault.Damage;
import io.streammirror.system.fault.FaultPlan;
import java.util.List;

/**
 * One way in which an upstream fails at one item.
 *
 * @param name for people
 * @param size of the item, in bytes
 * @param plan what goes wrong with the exchanges about it
 * @param reason part of the reason for which the item is given up; empty when it must be got in spite of all
 */
record UpstreamFault(String name, long size, FaultPlan plan, String reason) {
    /** Goes wrong with the first requests alone. */
    static UpstreamFault passing(String name, long size, int requests, Damage... damages) {
        return new UpstreamFault(name, size, first(requests, damages), "");
    }

    /** Goes wrong with each request for a range, and breaks the first answer, so that one is asked for. */
    static UpstreamFault resumed(String name, long size, Damage... damages) {
        FaultPlan broken = first(1, new Damage.Reset(size / 2));
        return new UpstreamFault(
                name, size, exchange -> exchange.ranged() ? List.of(damages) : broken.damagesTo(exchange), "");
    }

    /** Never ends, and must not matter. */
    static UpstreamFault borne(String name, long size, Damage... damages) {
        return new UpstreamFault(name, size, exchange -> List.of(damages), "");
    }

    /** Lasts until the plan is changed. */
    static UpstreamFault lasting(String name, String reason, Damage... damages) {
        return new UpstreamFault(name, 200_000, exchange -> List.of(damages), reason);
    }

    static FaultPlan first(int requests, Damage... damages) {
        return exchange -> exchange.number() <= requests ? List.of(damages) : List.of();
    }

    @Override
    public String toString() {
        return name;
    }
}
