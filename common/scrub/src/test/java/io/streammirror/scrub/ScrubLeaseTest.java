package io.streammirror.scrub;

import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.store.InMemoryObjectStore;
import io.streammirror.store.ObjectAttributes;
import io.streammirror.store.StoreKeys;
import io.streammirror.testing.time.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

final class ScrubLeaseTest {
    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-01T00:00:00Z"));
    private final InMemoryObjectStore store = new InMemoryObjectStore(clock);
    private final ScrubLease one = new ScrubLease(store, "one", clock);
    private final ScrubLease other = new ScrubLease(store, "other", clock);

    @Test
    void shouldLetOneProcessScrub() {
        assertThat(one.take()).isTrue();

        assertThat(other.take()).isFalse();
        assertThat(other.holder()).contains("one");
    }

    @Test
    void shouldPassRightWhenItIsGivenBack() {
        one.take();
        one.giveBack();

        assertThat(other.holder()).isEmpty();
        assertThat(other.take()).isTrue();
        assertThat(one.take()).isFalse();
    }

    @Test
    void shouldStayTakenUntilLastUseEnds() {
        one.take();
        one.take();

        one.giveBack();
        assertThat(other.take()).isFalse();
        one.giveBack();
        assertThat(other.take()).isTrue();
    }

    @Test
    void shouldPassRightWhenHolderIsDead() {
        one.take();
        clock.advance(ScrubLease.VALIDITY.plusSeconds(1));

        assertThat(other.take()).isTrue();
        assertThat(one.keep()).isFalse();
    }

    @Test
    void shouldKeepRightOfHolderThatRenews() {
        one.take();
        for (int i = 0; i < 20; i++) {
            clock.advance(ScrubLease.VALIDITY.dividedBy(2));
            assertThat(one.keep()).isTrue();
            assertThat(other.take()).isFalse();
        }

        var keys = new ArrayList<String>();
        store.list(StoreKeys.SCRUB_STEPS, object -> keys.add(object.key()));
        assertThat(keys).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void shouldTakeRightWhenStepIsUnreadable() {
        store.put(StoreKeys.SCRUB_STEPS + "000000000007.json", new byte[] {'{'}, ObjectAttributes.JSON);

        assertThat(one.take()).isTrue();
        assertThat(other.take()).isFalse();
    }

    @Test
    void shouldTakeRightOfItsEarlierRun() {
        one.take();

        assertThat(new ScrubLease(store, "one", clock).take()).isTrue();
    }

    @Test
    void shouldNotRenewBeforeItIsTime() {
        one.take();
        clock.advance(Duration.ofSeconds(10));
        store.delete(StoreKeys.SCRUB_STEPS + "000000000001.json");

        assertThat(one.keep()).isTrue();
        assertThat(store.head(StoreKeys.SCRUB_STEPS + "000000000002.json")).isEmpty();
    }
}
