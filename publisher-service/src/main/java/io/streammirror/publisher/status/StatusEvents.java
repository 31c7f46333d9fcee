package io.streammirror.publisher.status;

import io.quarkus.scheduler.Scheduled;
import io.streammirror.publisher.eventstream.EventStreams;
import io.streammirror.publisher.serve.TreeHolder;
import jakarta.inject.Singleton;

/** Publishes once a second what has changed in the public status. */
@Singleton
class StatusEvents {
    private final CurrentStatus status;
    private final StatusChanges changes;

    StatusEvents(CurrentStatus status, TreeHolder trees, EventStreams events) {
        this.status = status;
        this.changes =
                new StatusChanges(trees::served, (kind, mirror, data) -> events.publish(kind, mirror.value(), data));
    }

    @Scheduled(every = "1s", delayed = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void onTick() {
        changes.observe(PublicStatus.of(status.reportWithoutPaths()));
    }
}
