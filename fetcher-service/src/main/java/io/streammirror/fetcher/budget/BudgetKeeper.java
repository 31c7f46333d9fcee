package io.streammirror.fetcher.budget;

import io.streammirror.event.EventCodec;
import io.streammirror.event.FetchProgress;
import io.streammirror.fetcher.retry.Periodic;
import io.streammirror.fetcher.retry.Sleeper;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/** Keeps the budget up to date: hears what the fleet does, and looks several times a second what follows for this fetcher. */
@Singleton
public final class BudgetKeeper {
    private static final Logger LOG = Logger.getLogger(BudgetKeeper.class);

    private static final Duration INTERVAL = Duration.ofMillis(250);

    private final FleetBudget budget;
    private final ActiveSlots slots;
    private final Periodic adapting;

    BudgetKeeper(FleetBudget budget, ActiveSlots slots, Sleeper sleeper) {
        this.budget = budget;
        this.slots = slots;
        this.adapting = new Periodic("budget", INTERVAL, sleeper, this::adapt);
    }

    @Incoming("fetch-progress-heard")
    void progress(String record) {
        if (EventCodec.decode(record) instanceof FetchProgress progress) {
            budget.heard(progress);
        }
    }

    public void start() {
        adapting.start();
    }

    public void stop() {
        adapting.stop();
    }

    private void adapt() {
        try {
            budget.adapt(slots.count());
        } catch (RuntimeException e) {
            LOG.errorf(e, "Could not adapt the bandwidth");
        }
    }
}
