package io.streammirror.publisher.serve;

import io.streammirror.concurrent.DaemonThreads;
import io.streammirror.config.Settings;
import io.streammirror.decision.DecisionLog;
import io.streammirror.decision.LogHead;
import io.streammirror.publisher.publication.Publications;
import io.streammirror.service.StoreProducer;
import io.streammirror.store.s3.MinioObjectStore;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The first read of the log, and of the tree that is live after it, while the framework starts: readers wait for the
 * longer of the two and not for one after the other. It has a connection to the store of its own, since nothing can be
 * injected yet.
 */
public final class EarlyTreeLoad {
    private static final AtomicReference<@Nullable CompletableFuture<LoadedTree>> BEGUN = new AtomicReference<>();

    private EarlyTreeLoad() {}

    /** Returns at once. */
    public static void begin(Settings settings) {
        BEGUN.set(CompletableFuture.supplyAsync(() -> tree(settings), DaemonThreads.starting("early-tree-load")));
    }

    /** The load that was begun; empty the second time. */
    static Optional<CompletableFuture<LoadedTree>> take() {
        return Optional.ofNullable(BEGUN.getAndSet(null));
    }

    private static LoadedTree tree(Settings settings) {
        Clock clock = Clock.systemUTC();
        try (MinioObjectStore store = StoreProducer.connect(settings.store())) {
            LogHead head = new DecisionLog(store, clock, "early-tree-load").head();
            return new TreeLoader(settings, new Publications(store), store, clock)
                    .load(head.sequence(), head.state(), Optional.empty());
        }
    }
}
