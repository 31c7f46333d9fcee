package io.streammirror.publisher.schedule;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.streammirror.concurrent.DaemonThreads;
import io.streammirror.config.Settings;
import io.streammirror.decision.DecisionLog;
import io.streammirror.event.ItemStored;
import io.streammirror.mirror.MirrorName;
import io.streammirror.publisher.sign.PublisherIdentity;
import io.streammirror.publisher.snapshot.BlobInventoryCache;
import io.streammirror.publisher.snapshot.MirrorSnapshot;
import io.streammirror.publisher.state.PublisherState;
import io.streammirror.publisher.switchover.MirrorPublisher;
import io.streammirror.publisher.switchover.PublicationAnnouncer;
import io.streammirror.service.WriterCheck;
import io.streammirror.service.trace.TraceParent;
import io.streammirror.service.trace.Traces;
import io.streammirror.store.ObjectStore;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;

/** One worker thread for each mirror, from the start of the process to its end. */
@Singleton
public class MirrorWorkers implements SharedInventory {
    private final SortedMap<MirrorName, WakeUpSignal> signals;
    private final SortedMap<MirrorName, MirrorPublisher> publishers;
    private final SortedMap<MirrorName, MirrorWorker> workers;
    private final ExecutorService threads;
    private final WriterCheck writer;
    private final BlobInventoryCache inventories;
    private final LongAdder storedReports = new LongAdder();

    MirrorWorkers(
            Settings settings,
            ObjectStore store,
            DecisionLog log,
            PublisherIdentity identity,
            PublisherState state,
            PublicationAnnouncer announcer,
            WriterCheck writer,
            Traces traces,
            Clock clock) {
        this.writer = writer;
        this.inventories = new BlobInventoryCache(store, clock);
        var signalOf = new TreeMap<MirrorName, WakeUpSignal>();
        var publisherOf = new TreeMap<MirrorName, MirrorPublisher>();
        var workerOf = new TreeMap<MirrorName, MirrorWorker>();
        settings.mirrors().forEach((name, mirror) -> {
            var signal = new WakeUpSignal();
            var publisher = new MirrorPublisher(
                    mirror, store, inventories, log, identity, state, announcer, new TracedStages(traces), clock);
            signalOf.put(name, signal);
            publisherOf.put(name, publisher);
            workerOf.put(name, new MirrorWorker(name, publisher, state, signal, traces, clock));
        });
        this.signals = Collections.unmodifiableSortedMap(signalOf);
        this.publishers = Collections.unmodifiableSortedMap(publisherOf);
        this.workers = Collections.unmodifiableSortedMap(workerOf);
        this.threads = Executors.newCachedThreadPool(DaemonThreads.named("mirror-worker"));
    }

    /** Checks need no fit store, switching waits until it is known to be one. */
    void start(@Observes StartupEvent event) {
        writer.runInBackground();
        workers.values().forEach(threads::execute);
    }

    /** A switch is one entry in the log, so wherever this interrupts, nothing is half done. */
    void stop(@Observes ShutdownEvent event) {
        threads.shutdownNow();
    }

    @Override
    public Optional<MirrorSnapshot> of(MirrorName mirror) {
        return Optional.ofNullable(publishers.get(mirror)).flatMap(MirrorPublisher::lastSnapshot);
    }

    /** Something has happened that concerns this mirror. */
    public void wake(MirrorName mirror) {
        WakeUpSignal signal = signals.get(mirror);
        if (signal != null) {
            signal.raise();
        }
    }

    /** Something has happened to this mirror, and is known to have a cause. */
    void observe(MirrorName mirror, TraceParent cause) {
        MirrorWorker worker = workers.get(mirror);
        if (worker != null) {
            worker.observe(cause);
        }
        wake(mirror);
    }

    /** A request has come to its end, of whatever mirror. */
    void observe(TraceParent cause) {
        workers.values().forEach(worker -> worker.observe(cause));
        wakeAll();
    }

    /** A blob was stored, which any mirror may have waited for. */
    void stored(ItemStored stored) {
        inventories.observe(stored);
        storedReports.increment();
    }

    @Override
    public long storedReports() {
        return storedReports.sum();
    }

    @Override
    public void inventoryChanged() {
        inventories.mistrust();
        wakeAll();
    }

    @Override
    public long storedBytes() {
        return inventories.listedBytes();
    }

    private void wakeAll() {
        signals.values().forEach(WakeUpSignal::raise);
    }
}
