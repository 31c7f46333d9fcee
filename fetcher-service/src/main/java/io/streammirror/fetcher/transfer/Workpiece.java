package io.streammirror.fetcher.transfer;

import io.streammirror.fetcher.checkpoint.Progress;
import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;

/** The blob that a transfer works on: what came together of it so far, and how to begin anew. */
final class Workpiece {
    private final Equipment equipment;
    private final Job job;
    private final Supplier<? extends Destination> destinations;
    private final TransferObserver observer;
    private Assembly current;

    /**
     * @param destinations opens an empty one for every new beginning
     * @param current what an earlier try left, or a fresh beginning
     */
    Workpiece(
            Equipment equipment,
            Job job,
            Supplier<? extends Destination> destinations,
            TransferObserver observer,
            Assembly current) {
        this.equipment = equipment;
        this.job = job;
        this.destinations = destinations;
        this.observer = observer;
        this.current = current;
    }

    Attempt readFrom(URI source) throws InterruptedException {
        return current.readFrom(source);
    }

    /** Begins anew with the first byte, undivided: what did not fit together once is not taken apart again. */
    void restart() {
        current.discard();
        current = Assembly.undivided(equipment, job, destinations.get());
        observer.restarted();
    }

    /** Bytes that came from sources, given up ones included. */
    long transferred() {
        return job.meter().transferred();
    }

    void complete() throws InterruptedException {
        current.complete();
    }

    Optional<Progress> leave() {
        return current.leave();
    }

    void abandon() {
        current.abandon();
    }

    void discard() {
        current.discard();
    }
}
