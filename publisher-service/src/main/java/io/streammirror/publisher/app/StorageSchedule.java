package io.streammirror.publisher.app;

import io.quarkus.scheduler.Scheduled;
import io.streammirror.decision.LogException;
import io.streammirror.publisher.page.storage.StorageMeter;
import io.streammirror.store.StoreException;
import io.streammirror.text.SafeText;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Measures the store in every publisher; of each slot one of them adds the point. */
@Singleton
class StorageSchedule {
    private static final Logger LOG = Logger.getLogger(StorageSchedule.class);

    private final StorageMeter meter;

    StorageSchedule(StorageMeter meter) {
        this.meter = meter;
    }

    /** The first time when a start has come to rest; most of the times only the names of two objects are listed. */
    @Scheduled(every = "15m", delayed = "2m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void measure() {
        try {
            meter.measure();
        } catch (StoreException | LogException e) {
            LOG.warnf("Storage cannot be measured and is tried again in 15 minutes reason=%s", SafeText.reason(e));
        }
    }
}
