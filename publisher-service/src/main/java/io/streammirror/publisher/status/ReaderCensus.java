package io.streammirror.publisher.status;

import io.quarkus.scheduler.Scheduled;
import io.streammirror.api.ReaderCounts;
import io.streammirror.api.ReaderReport;
import io.streammirror.mirror.MirrorName;
import io.streammirror.publisher.readers.ReaderIntake;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Counts the readers of all mirrors every two seconds, for all that show the counts. */
@Singleton
class ReaderCensus {
    private final ReaderIntake readers;
    private final Clock clock;
    private volatile ReaderReport last;

    ReaderCensus(ReaderIntake readers, Clock clock) {
        this.readers = readers;
        this.clock = clock;
        this.last = now();
    }

    @Scheduled(every = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void count() {
        last = now();
    }

    /** Everything that is known, up to the last request. */
    ReaderReport now() {
        return readers.report(clock.instant());
    }

    /** The last count, at most two seconds old. */
    ReaderReport last() {
        return last;
    }

    /** The last count of one mirror. */
    ReaderCounts counts(MirrorName mirror) {
        return last.mirrors().stream()
                .filter(counted -> counted.name().equals(mirror))
                .map(ReaderReport.MirrorReaders::counts)
                .findFirst()
                .orElse(ReaderCounts.NONE);
    }
}
