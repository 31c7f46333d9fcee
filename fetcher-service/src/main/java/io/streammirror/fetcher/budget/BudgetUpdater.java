package io.streammirror.fetcher.budget;

import io.streammirror.event.EventCodec;
import io.streammirror.event.FetchProgress;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Keeps this fetcher's share of the budget up to date by the progress of the fleet. */
@Singleton
public final class BudgetUpdater {
    /** How often the share is computed. */
    public static final Duration INTERVAL = Duration.ofMillis(250);

    private final FleetBudget budget;
    private final ActiveSlots slots;

    BudgetUpdater(FleetBudget budget, ActiveSlots slots) {
        this.budget = budget;
        this.slots = slots;
    }

    @Incoming("fetch-progress-in")
    void progress(String record) {
        if (EventCodec.decode(record).orElse(null) instanceof FetchProgress progress) {
            budget.onProgress(progress);
        }
    }

    /** Computes the share; to be called every {@link #INTERVAL}. */
    public void update() {
        budget.update(slots.count());
    }
}
