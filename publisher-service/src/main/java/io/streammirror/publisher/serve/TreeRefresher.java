package io.streammirror.publisher.serve;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.Blocking;
import io.streammirror.config.Settings;
import io.streammirror.decision.DecisionLog;
import io.streammirror.decision.LogException;
import io.streammirror.decision.LogHead;
import io.streammirror.event.TreePublished;
import io.streammirror.publisher.publication.Publications;
import io.streammirror.publisher.readers.ReaderTable;
import io.streammirror.publisher.scrub.DamageWatch;
import io.streammirror.store.ObjectStore;
import io.streammirror.store.StoreException;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/** Keeps the served tree up with the log: at start, every two seconds, and at once after the event of a publication. */
@Singleton
public class TreeRefresher {
    private static final Logger LOG = Logger.getLogger(TreeRefresher.class);

    private final DecisionLog log;
    private final TreeLoader loader;
    private final TreeHolder trees;
    private final ReaderTable readers;
    private final DamageWatch damage;
    private List<String> problems = List.of();
    private volatile long end;

    TreeRefresher(
            DecisionLog log,
            Settings settings,
            Publications publications,
            ObjectStore store,
            TreeHolder trees,
            ReaderTable readers,
            DamageWatch damage,
            Clock clock) {
        this.log = log;
        this.loader = new TreeLoader(settings, publications, store, clock);
        this.trees = trees;
        this.readers = readers;
        this.damage = damage;
    }

    /** Before anything else, the messaging too: readers need the store and nothing more. */
    void onStart(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent start) {
        EarlyTreeLoad.take().ifPresentOrElse(this::await, this::refresh);
    }

    /** A store that does not answer was waited for once; the next check is soon enough to do so again. */
    private void await(CompletableFuture<LoadedTree> first) {
        try {
            use(first.join());
        } catch (CompletionException e) {
            report(List.of(String.valueOf(e.getCause())));
        }
    }

    @Scheduled(every = "2s", delayed = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void onTick() {
        refresh();
        damage.refresh(end);
    }

    /** This very process has switched: what it then says of itself must not be ahead of what it serves. */
    void onSwitch(@Observes TreePublished switched) {
        refresh();
    }

    /** The event is only a hint to check; what is live is in the log. */
    @Incoming("publications-in")
    @Blocking
    void onPublication(String event) {
        refresh();
    }

    /** Reads the log and swaps the tree when it has moved on; what cannot be read is tried again at the next check. */
    synchronized void refresh() {
        try {
            LogHead head = log.head();
            end = head.sequence();
            Optional<ServedTree> before = trees.current();
            if (problems.isEmpty()
                    && before.filter(tree -> tree.sequence() == head.sequence()).isPresent()) {
                return;
            }
            use(loader.load(head.sequence(), head.state(), before));
        } catch (StoreException | LogException e) {
            report(List.of(String.valueOf(e.getMessage())));
        }
    }

    private synchronized void use(LoadedTree loaded) {
        readers.serve(ReaderPlans.of(loaded.tree(), readers.served()));
        trees.swap(loaded.tree());
        report(loaded.problems());
    }

    private synchronized void report(List<String> now) {
        if (!now.equals(problems)) {
            problems = now;
            if (now.isEmpty()) {
                LOG.info("The served tree is up to date again");
            }
            now.forEach(problem -> LOG.warnf("The served tree is not up to date reason=%s", problem));
        }
    }
}
