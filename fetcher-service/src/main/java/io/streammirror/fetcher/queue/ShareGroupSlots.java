package io.streammirror.fetcher.queue;

import io.streammirror.config.Settings;
import io.streammirror.fetcher.checkpoint.ResumeCheck;
import io.streammirror.service.ServiceEnvironment;
import io.streammirror.service.TopicKeeper;
import io.streammirror.service.trace.Traces;
import io.streammirror.store.ObjectStore;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** All slots of this fetcher: each a thread with a member of the share group of its own. */
@Singleton
public final class ShareGroupSlots {
    /** After the patience: to hand the records back and leave the group. */
    private static final Duration FAREWELL = Duration.ofSeconds(4);

    private final Duration patience;
    private final Drain drain;
    private final List<Thread> threads = new ArrayList<>();
    private final Thread keeper;
    private volatile boolean running;

    ShareGroupSlots(
            Settings settings,
            ServiceEnvironment environment,
            TopicKeeper topics,
            ObjectStore store,
            FetcherId fetcher,
            RequestHandler handler,
            DeadLetters deadLetters,
            ResumeCheck resume,
            StoreGate gate,
            Traces traces,
            Clock clock) {
        this.patience = settings.fetch().drainTimeout();
        this.drain = new Drain(patience);
        Optional<String> onlyRun = environment.sharedRun() ? Optional.of(environment.run()) : Optional.empty();
        var errand = new Errand(onlyRun, handler, deadLetters, traces, clock);
        // Not several at a time yet: what that gains has not been measured.
        var pace = WorkPace.ofSingles();
        RequestQueue.Opener opener = slot -> new ShareGroupQueue(topics.clientProperties(), fetcher + "-" + slot);
        IntStream.range(0, settings.fetch().slots())
                .mapToObj(number -> "slot-" + number)
                .forEach(name -> threads.add(new Thread(new Slot(name, opener, errand, pace, drain, gate), name)));
        this.keeper = new Thread(
                new QueueKeeper(() -> prepare(store, resume), topics, drain, this::startSlots), "queue-keeper");
    }

    /** Returns at once; slots take work as soon as the broker is there. */
    public void start() {
        keeper.start();
    }

    /** Whether the slots have begun to take work. */
    public boolean running() {
        return running && !drain.begun();
    }

    /** Takes nothing new and returns when what was begun is done or handed back. */
    public void stop() throws InterruptedException {
        drain.begin();
        long deadline = System.nanoTime() + patience.plus(FAREWELL).toNanos();
        for (Thread thread : threads) {
            thread.join(Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
        }
    }

    private static void prepare(ObjectStore store, ResumeCheck resume) {
        store.ensureBucket();
        resume.run();
    }

    private void startSlots() {
        threads.forEach(Thread::start);
        running = true;
    }
}
