package io.streammirror.publisher.scrub;

import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.decision.Decision;
import io.streammirror.decision.DecisionLog;
import io.streammirror.decision.Proposal;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.DamageRecords;
import io.streammirror.store.DamagedBlob;
import io.streammirror.store.InMemoryObjectStore;
import io.streammirror.store.StoreKeys;
import io.streammirror.store.StoreUnavailableException;
import io.streammirror.store.StoredObject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

final class DamageWatchTest {
    private static final Sha256 BLOB = Sha256.of(new byte[] {1});

    private final AtomicInteger listings = new AtomicInteger();
    private boolean away;
    private final InMemoryObjectStore store = new InMemoryObjectStore() {
        @Override
        public void list(String prefix, Consumer<StoredObject> visitor) {
            if (prefix.equals(StoreKeys.DAMAGED)) {
                listings.incrementAndGet();
                if (away) {
                    throw new StoreUnavailableException("no answer", null);
                }
            }
            super.list(prefix, visitor);
        }
    };
    private final DecisionLog log = new DecisionLog(store, Clock.systemUTC(), "test");
    private final DamageWatch watch = new DamageWatch(store, log);

    @Test
    void shouldListOnlyWhenLogSaysSo() {
        watch.refresh();
        watch.refresh();
        assertThat(listings).hasValue(1);

        recordElsewhere();
        watch.refresh();

        assertThat(watch.isDamaged(BLOB)).isTrue();
        assertThat(listings).hasValue(2);
    }

    @Test
    void shouldNoticeEndOfDamageWithoutEntry() {
        recordElsewhere();
        watch.refresh();

        new DamageRecords(store).remove(BLOB);
        watch.refresh();

        assertThat(watch.isDamaged(BLOB)).isFalse();
    }

    @Test
    void shouldRefuseBlobFromItsDetectionOn() {
        watch.add(BLOB);

        assertThat(watch.isDamaged(BLOB)).isTrue();
        assertThat(watch.damaged()).containsExactly(BLOB);
    }

    @Test
    void shouldKeepWhatIsKnownWhileStoreIsAway() {
        recordElsewhere();
        watch.refresh();
        away = true;

        watch.refresh();

        assertThat(watch.isDamaged(BLOB)).isTrue();
    }

    private void recordElsewhere() {
        var object = new StoredObject(StoreKeys.blob(BLOB), 1, Map.of(), Instant.EPOCH);
        new DamageRecords(store).add(BLOB, DamagedBlob.of(object, Instant.EPOCH, "a test"));
        log.append(head -> Optional.of(new Proposal(new Decision.BlobsDamaged(List.of(BLOB)), head.state())));
    }
}
