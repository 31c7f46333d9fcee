package io.streammirror.system.fault;

import java.util.List;

/** Decides what goes wrong; called by many threads. */
@FunctionalInterface
public interface FaultPlan {
    /** Nothing goes wrong. */
    FaultPlan NONE = exchange -> List.of();

    List<Damage> damagesTo(ProxiedExchange exchange);
}
