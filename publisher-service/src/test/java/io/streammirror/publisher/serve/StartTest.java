package io.streammirror.publisher.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.config.SettingsFixture;
import io.streammirror.decision.Decision;
import io.streammirror.decision.DecisionLog;
import io.streammirror.decision.LivePublication;
import io.streammirror.decision.LogState;
import io.streammirror.decision.MirrorState;
import io.streammirror.decision.Proposal;
import io.streammirror.decision.PublicationRetention;
import io.streammirror.publisher.publication.Publication;
import io.streammirror.publisher.publication.Publications;
import io.streammirror.publisher.readers.ReaderTable;
import io.streammirror.publisher.scrub.DamageWatch;
import io.streammirror.store.InMemoryObjectStore;
import io.streammirror.store.StoreKeys;
import io.streammirror.store.StoredObject;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.junit.jupiter.api.Test;

/** A publisher needs only the store to be ready, and no more of it the longer the mirror has lived. */
class StartTest {
    private static final PublicationRetention RETENTION = new PublicationRetention(10, Duration.ofHours(1));

    @Test
    void shouldCostNoMoreForALongLog() {
        assertThat(questions(mirrorWithLog(1_000))).isEqualTo(questions(mirrorWithLog(10)));
    }

    @Test
    void shouldAddTheLogarithmOfTheLengthWithoutTheHint() {
        CountingStore store = mirrorWithLog(1_000);
        int withHint = questions(store);
        store.delete(StoreKeys.LOG_HINT);

        assertThat(questions(store)).isBetween(withHint, withHint + 2 * 10);
    }

    /** The questions that a new process asks until it is ready. */
    private static int questions(CountingStore store) {
        var trees = new TreeHolder();
        var readiness = new TreeReadiness(trees);
        assertThat(readiness.call().getStatus()).isEqualTo(HealthCheckResponse.Status.DOWN);
        store.questions = 0;

        new TreeRefresher(
                        log(store),
                        SettingsFixture.mirror("maas-stable")
                                .path("/maas/stable")
                                .alone(),
                        new Publications(store),
                        store,
                        trees,
                        new ReaderTable(TestTrees.UPDATED),
                        new DamageWatch(store, log(store)),
                        Clock.fixed(TestTrees.UPDATED, ZoneOffset.UTC))
                .refresh();

        assertThat(readiness.call().getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
        return store.questions;
    }

    private static CountingStore mirrorWithLog(int entries) {
        var store = new CountingStore();
        Publication publication = TestTrees.publication(store, "{}", Map.of("squashfs", new byte[] {1}));
        new Publications(store).save(publication);
        var live =
                new LivePublication(publication.id(), publication.catalog(), publication.updated(), 1, "A".repeat(40));
        LogState state =
                LogState.EMPTY.with(TestTrees.MIRROR, MirrorState.EMPTY.withLive(live, TestTrees.UPDATED, RETENTION));
        var decision = new Decision.PublicationSwitched(
                TestTrees.MIRROR, publication.id(), publication.catalog(), publication.updated(), "A".repeat(40));
        DecisionLog log = log(store);
        for (int i = 0; i < entries; i++) {
            log.append(head -> Optional.of(new Proposal(decision, state)));
        }
        return store;
    }

    private static DecisionLog log(CountingStore store) {
        return new DecisionLog(store, Clock.fixed(TestTrees.UPDATED, ZoneOffset.UTC), "test");
    }

    private static final class CountingStore extends InMemoryObjectStore {
        private int questions;

        @Override
        public Optional<StoredObject> head(String key) {
            questions++;
            return super.head(key);
        }

        @Override
        public byte[] read(String key, long maxBytes) {
            questions++;
            return super.read(key, maxBytes);
        }
    }
}
