package io.streammirror.publisher.serve;

import io.streammirror.config.Settings;
import io.streammirror.log.DecisionLog;
import io.streammirror.log.LogHead;
import io.streammirror.publisher.publication.Publications;
import io.streammirror.service.StoreProducer;
import io.streammirror.store.minio.MinioObjectStore;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The first look at the log, and at the tree that is live after it, while the framework starts: readers wait for the longer of the two and not
 * for one after the other. It has a connection to the store of its own, since nothing can be injected yet.
 */
public final class FirstLook {
    private static final AtomicReference<CompletableFuture<Optional<LoadedTree>>> BEGUN =
            new AtomicReference<>(CompletableFuture.completedFuture(Optional.empty()));

    private FirstLook() {}

    /** Returns at once. */
    public static void begin(Settings settings) {
        var look = new CompletableFuture<Optional<LoadedTree>>();
        BEGUN.set(look);
        var thread = new Thread(() -> look.complete(tree(settings)), "first-look");
        thread.setDaemon(true);
        thread.start();
    }

    /** Waits for what was begun, and forgets it; empty when nothing was begun, or the store did not answer: whoever asks then looks himself. */
    static Optional<LoadedTree> take() {
        return BEGUN.getAndSet(CompletableFuture.completedFuture(Optional.empty()))
                .join();
    }

    private static Optional<LoadedTree> tree(Settings settings) {
        Clock clock = Clock.systemUTC();
        try (MinioObjectStore store = StoreProducer.connect(settings.store())) {
            LogHead head = new DecisionLog(store, clock, "first-look").head();
            return Optional.of(new TreeLoader(settings, new Publications(store), store, clock)
                    .load(head.sequence(), head.state(), Optional.empty()));
        } catch (RuntimeException e) {
            // The look that follows finds the same, where it can be told in the log.
            return Optional.empty();
        }
    }
}
