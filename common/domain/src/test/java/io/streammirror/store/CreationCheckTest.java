package io.streammirror.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.streammirror.decision.Decision;
import io.streammirror.decision.DecisionLog;
import io.streammirror.decision.LogState;
import io.streammirror.decision.Proposal;
import io.streammirror.mirror.MirrorName;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Nothing is decided in a store that lets several writers win. */
@Timeout(60)
final class CreationCheckTest {
    private static final String PLACE = "http://s3.example, bucket mirror";

    @Test
    void shouldProbeOnceWhenStoreLetsOneCreatorWin() {
        var store = new CountingStore();
        var check = new CreationCheck(store, PLACE, false);

        check.require();
        int creations = store.creations.get();
        check.require();

        assertThat(creations).isGreaterThanOrEqualTo(8);
        assertThat(store.creations).hasValue(creations);
        assertThat(check.warning()).isEmpty();
        assertThat(store.contents()).isEmpty();
    }

    @Test
    void shouldRefuseStoreWhenSeveralCreatorsWin() {
        var check = new CreationCheck(new LooksFirst(), PLACE, false);

        assertThatExceptionOfType(UnfitStoreException.class)
                .isThrownBy(check::require)
                .withMessageContaining(PLACE)
                .withMessageContaining("single-writer: true");
        assertThatExceptionOfType(UnfitStoreException.class).isThrownBy(check::require);
    }

    @Test
    void shouldWarnOnlyWhenOperatorDeclaresSingleWriter() {
        var check = new CreationCheck(new LooksFirst(), PLACE, true);

        assertThatCode(check::require).doesNotThrowAnyException();

        assertThat(check.warning())
                .hasValueSatisfying(warning -> assertThat(warning).contains("store.single-writer"));
    }

    @Test
    void shouldProbeAgainWhenStoreDidNotAnswer() {
        var store = new CountingStore();
        store.away = true;
        var check = new CreationCheck(store, PLACE, false);
        assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(check::require);

        store.away = false;

        assertThatCode(check::require).doesNotThrowAnyException();
    }

    @Test
    void shouldReadButNotWriteWhenStoreIsUnfit() {
        var store = new LooksFirst();
        var log = new DecisionLog(store, Clock.systemUTC(), "writer", new CreationCheck(store, PLACE, false)::require);

        assertThatExceptionOfType(UnfitStoreException.class)
                .isThrownBy(() -> log.append(head -> Optional.of(
                        new Proposal(new Decision.MirrorOnHold(new MirrorName("maas-stable")), LogState.EMPTY))));

        assertThat(log.head().sequence()).isZero();
        assertThat(store.contents()).isEmpty();
    }

    private static class CountingStore extends InMemoryObjectStore {
        final AtomicInteger creations = new AtomicInteger();
        volatile boolean away;

        @Override
        public boolean create(String key, byte[] body, ObjectAttributes attributes) {
            if (away) {
                throw new StoreUnavailableException("no answer", null);
            }
            creations.incrementAndGet();
            return super.create(key, body, attributes);
        }
    }

    /** Two writers that come together both find nothing, and both write. */
    private static final class LooksFirst extends InMemoryObjectStore {
        private final CountDownLatch bothLooked = new CountDownLatch(2);

        @Override
        public boolean create(String key, byte[] body, ObjectAttributes attributes) {
            if (head(key).isPresent()) {
                return false;
            }
            bothLooked.countDown();
            try {
                bothLooked.await();
            } catch (InterruptedException e) {
                throw new StoreUnavailableException("interrupted", e);
            }
            put(key, body, attributes);
            return true;
        }
    }
}
