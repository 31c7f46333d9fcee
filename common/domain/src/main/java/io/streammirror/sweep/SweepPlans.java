package io.streammirror.sweep;

import io.streammirror.decision.LogState;
import io.streammirror.decision.SweepMark;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.ObjectAttributes;
import io.streammirror.store.ObjectStore;
import io.streammirror.store.StoreException;
import io.streammirror.store.StoreKeys;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The plans in the store, each under its own hash; keeps the last answer. Safe for use by many threads. */
public final class SweepPlans {
    private final ObjectStore store;
    private @Nullable OpenSweep known;

    public SweepPlans(ObjectStore store) {
        this.store = store;
    }

    /** Stores a plan and answers its name. */
    public Sha256 save(SweepPlan plan) {
        byte[] bytes = plan.encode();
        Sha256 id = Sha256.of(bytes);
        store.put(StoreKeys.sweepPlan(id), bytes, ObjectAttributes.JSON);
        return id;
    }

    /**
     * Reads a plan back.
     *
     * @throws StoreException when it is not there, or damaged
     */
    public SweepPlan load(Sha256 id) {
        byte[] bytes = store.read(StoreKeys.sweepPlan(id), SweepPlan.MAX_BYTES);
        try {
            if (Sha256.of(bytes).equals(id)) {
                return SweepPlan.decode(bytes);
            }
        } catch (IllegalArgumentException e) {
            throw new StoreException("object " + StoreKeys.sweepPlan(id) + " is damaged: " + e.getMessage());
        }
        throw new StoreException("object " + StoreKeys.sweepPlan(id) + " is damaged");
    }

    /** The objects that count as deleted by this state of the log. */
    public synchronized OpenSweep at(LogState state) {
        SweepMark mark = state.sweep();
        if (mark == null) {
            return OpenSweep.NONE;
        }
        if (known == null || !mark.equals(known.mark())) {
            Optional<SweepPlan> plan = state.openSweep().map(open -> load(open.plan()));
            known = new OpenSweep(
                    mark,
                    plan.map(SweepPlan::keys).orElse(Set.of()),
                    plan.map(SweepPlan::blobs).orElse(Set.of()));
        }
        return known;
    }
}
