package io.streammirror.fetcher.queue;

import io.streammirror.config.Settings;
import io.streammirror.event.Topic;
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

/** All slots of this fetcher, those for single items and those for hauls of small ones: each a thread with a member of the share group of its own. */
@Singleton
public final class ShareGroupSlots {
    /** After the patience: to hand the records back and leave the group. */
    private static final Duration FAREWELL = Duration.ofSeconds(4);

    /** Small items that a slot takes at a time: what asking costs shrinks to as small a part. */
    private static final int HAUL = 64;

    /** While one haul is settled and the next is asked for, the other goes on. */
    private static final int HAULS = 2;

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
        int slots = settings.fetch().slots();
        for (int number = 0; number < slots; number++) {
            threads.add(slot("slot-" + number, opener(topics, fetcher, Topic.FETCH_REQUESTS, 1), errand, 1, gate));
        }
        for (int number = 0; number < HAULS; number++) {
            RequestQueue.Opener opener = opener(topics, fetcher, Topic.SMALL_FETCH_REQUESTS, HAUL);
            threads.add(slot("small-" + number, opener, errand, slots, gate));
        }
        this.keeper = new Thread(
                new QueueKeeper(() -> prepare(store, resume), topics, drain, this::startSlots), "queue-keeper");
    }

    private Thread slot(String name, RequestQueue.Opener opener, Errand errand, int width, StoreGate gate) {
        return new Thread(new Slot(name, opener, errand, width, drain, gate), name);
    }

    private static RequestQueue.Opener opener(TopicKeeper topics, FetcherId fetcher, Topic topic, int most) {
        return slot -> new ShareGroupMember(topics.clientProperties(), fetcher + "-" + slot, topic, most);
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
