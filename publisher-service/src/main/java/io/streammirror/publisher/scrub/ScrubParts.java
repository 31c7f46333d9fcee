package io.streammirror.publisher.scrub;

import io.streammirror.config.Settings;
import io.streammirror.retry.Sleeper;
import io.streammirror.scrub.ReadPace;
import io.streammirror.scrub.ScrubLease;
import io.streammirror.scrub.ScrubPolicy;
import io.streammirror.scrub.VerifiedTimes;
import io.streammirror.service.ServiceEnvironment;
import io.streammirror.store.ObjectStore;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/** What the scrub and the check of repairs share in one process. */
@Singleton
class ScrubParts {
    private final ObjectStore store;
    private final ScrubLease lease;
    private final VerifiedTimes times = new VerifiedTimes();
    private final ScrubPolicy policy;

    ScrubParts(ObjectStore store, Settings settings, ServiceEnvironment environment, Clock clock) {
        this.store = store;
        this.lease = new ScrubLease(store, environment.writer(), clock);
        this.policy = new ScrubPolicy(
                settings.scrub().every().orElse(Duration.ZERO),
                settings.scrub().rate(),
                settings.scrub().window());
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
        return new ReadPace(policy.rate(), System::nanoTime, Sleeper.SYSTEM);
    }
}
