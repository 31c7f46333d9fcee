package io.streammirror.publisher.trigger;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.streammirror.config.Settings;
import io.streammirror.decision.DecisionLog;
import io.streammirror.event.ItemStored;
import io.streammirror.mirror.MirrorName;
import io.streammirror.publisher.publish.Announcer;
import io.streammirror.publisher.publish.MirrorPublisher;
import io.streammirror.publisher.publish.Signatory;
import io.streammirror.publisher.publish.Stock;
import io.streammirror.publisher.state.PublisherState;
import io.streammirror.service.WriterCheck;
import io.streammirror.service.trace.Cause;
import io.streammirror.service.trace.Traces;
import io.streammirror.store.ObjectStore;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** One worker thread for each mirror, from the start of the process to its end. */
@Singleton
public class MirrorWorkers {
    private final SortedMap<MirrorName, Bell> bells;
    private final SortedMap<MirrorName, MirrorWorker> workers;
    private final ExecutorService threads;
    private final WriterCheck writer;
    private final Stock stock;

    MirrorWorkers(
            Settings settings,
            ObjectStore store,
            DecisionLog log,
            Signatory signatory,
            PublisherState state,
            Announcer announcer,
            WriterCheck writer,
            Traces traces,
            Clock clock) {
        this.writer = writer;
        this.stock = new Stock(store, clock);
        var bellOf = new TreeMap<MirrorName, Bell>();
        var workerOf = new TreeMap<MirrorName, MirrorWorker>();
        settings.mirrors().forEach((name, mirror) -> {
            var bell = new Bell();
            var publisher = new MirrorPublisher(
                    mirror, store, stock, log, signatory, state, announcer, new TracedStages(traces), clock);
            bellOf.put(name, bell);
            workerOf.put(name, new MirrorWorker(name, publisher, state, bell, traces, clock));
        });
        this.bells = Collections.unmodifiableSortedMap(bellOf);
        this.workers = Collections.unmodifiableSortedMap(workerOf);
        this.threads = Executors.newFixedThreadPool(Math.max(1, workers.size()));
    }

    /** Looking needs no fit store, switching waits until it is known to be one. */
    void start(@Observes StartupEvent event) {
        writer.runInBackground();
        workers.values().forEach(threads::execute);
    }

    /** A switch is one entry in the log, so wherever this interrupts, nothing is half done. */
    void stop(@Observes ShutdownEvent event) {
        threads.shutdownNow();
    }

    /** Something has happened that concerns this mirror. */
    public void wake(MirrorName mirror) {
        Bell bell = bells.get(mirror);
        if (bell != null) {
            bell.ring();
        }
    }

    /** Something has happened to this mirror, and is known to have a cause. */
    void heard(MirrorName mirror, Cause cause) {
        MirrorWorker worker = workers.get(mirror);
        if (worker != null) {
            worker.heard(cause);
        }
        wake(mirror);
    }

    /** A request has come to its end, of whatever mirror. */
    void heard(Cause cause) {
        workers.values().forEach(worker -> worker.heard(cause));
        wakeAll();
    }

    /** A blob was stored, which any mirror may have waited for. */
    void stored(ItemStored stored) {
        stock.heard(stored);
    }

    private void wakeAll() {
        bells.values().forEach(Bell::ring);
    }
}
