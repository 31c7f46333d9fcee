package io.streammirror.publisher.scrub;

import io.streammirror.config.Settings;
import io.streammirror.retry.Sleeper;
import io.streammirror.scrub.ReadPace;
import io.streammirror.scrub.ScrubLease;
import io.streammirror.scrub.ScrubPolicy;
import io.streammirror.scrub.VerifiedTimes;
import io.streammirror.service.ServiceEnvironment;
import io.streammirror.store.ObjectStore;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.function.LongSupplier;

/** What the scrub and the check of repairs share in one process. */
@Singleton
class ScrubParts {
    private final ObjectStore store;
    private final ScrubLease lease;
    private final VerifiedTimes times = new VerifiedTimes();
    private final ScrubPolicy policy;
    private final LongSupplier nanoTime;
    private final Sleeper sleeper;

    @Inject
    ScrubParts(ObjectStore store, Settings settings, ServiceEnvironment environment, Clock clock) {
        this(
                store,
                new ScrubLease(store, environment.writer(), clock),
                new ScrubPolicy(
                        settings.scrub().every().orElse(Duration.ZERO),
                        settings.scrub().rate(),
                        settings.scrub().window()),
                System::nanoTime,
                Sleeper.SYSTEM);
    }

    ScrubParts(ObjectStore store, ScrubLease lease, ScrubPolicy policy, LongSupplier nanoTime, Sleeper sleeper) {
        this.store = store;
        this.lease = lease;
        this.policy = policy;
        this.nanoTime = nanoTime;
        this.sleeper = sleeper;
    }

    ObjectStore store() {
        return store;
    }

    ScrubLease lease() {
        return lease;
    }

    VerifiedTimes times() {
        return times;
    }

    ScrubPolicy policy() {
        return policy;
    }

    ReadPace newPace() {
        return new ReadPace(policy.rate(), nanoTime, sleeper);
    }
}
