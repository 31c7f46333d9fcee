package io.streammirror.scrub;

import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.InMemoryObjectStore;
import io.streammirror.store.ObjectAttributes;
import io.streammirror.store.StoreKeys;
import io.streammirror.testing.time.ManualClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ScrubPlanTest {
    private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");

    private final ManualClock clock = new ManualClock(START);
    private final InMemoryObjectStore store = new InMemoryObjectStore(clock);
    private final VerifiedTimes times = new VerifiedTimes();

    @Test
    void shouldPutPublishedFirstAndThenLeastRecentlyVerified() {
        Sha256 oldest = stored("oldest");
        Sha256 verified = stored("verified");
        Sha256 older = stored("older");
        Sha256 published = stored("published");
        times.verified(verified, clock.instant());

        ScrubPlan plan = ScrubPlan.read(store, times, published::equals, Set.of());

        assertThat(hashes(plan.targets())).containsExactly(published, oldest, older, verified);
        assertThat(plan.bytes())
                .isEqualTo("oldest".length() + "verified".length() + "older".length() + "published".length());
    }

    @Test
    void shouldTakeTimeOfStoringWhenItIsLaterThanVerification() {
        Sha256 blob = stored("blob");
        times.verified(blob, START.minus(Duration.ofDays(9)));

        ScrubTarget target =
                ScrubPlan.read(store, times, any -> false, Set.of()).targets().get(0);

        assertThat(target.verified()).isEqualTo(START);
    }

    @Test
    void shouldLeaveOutDamagedAndForeignObjects() {
        Sha256 damaged = stored("damaged");
        store.put(StoreKeys.BLOBS + "foreign", new byte[1], ObjectAttributes.BYTES);

        assertThat(ScrubPlan.read(store, times, any -> false, Set.of(damaged)).targets())
                .isEmpty();
    }

    @Test
    void shouldChooseDueBlobsAndThoseNotVerifiedSince() {
        Sha256 first = stored("first");
        Sha256 second = stored("second");
        ScrubPlan plan = ScrubPlan.read(store, times, any -> false, Set.of());
        var hourly = new ScrubPolicy(Duration.ofHours(2), 1_000, Optional.empty());

        assertThat(hashes(plan.due(hourly, START.plus(Duration.ofMinutes(100)))))
                .containsExactly(first);
        assertThat(hashes(plan.before(START.plusSeconds(1), any -> true))).containsExactly(first);
        assertThat(hashes(plan.before(Instant.MAX, second::equals))).containsExactly(second);
    }

    private Sha256 stored(String content) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        store.put(StoreKeys.blob(Sha256.of(bytes)), bytes, ObjectAttributes.BYTES);
        clock.advance(Duration.ofHours(1));
        return Sha256.of(bytes);
    }

    private static List<Sha256> hashes(List<ScrubTarget> targets) {
        return targets.stream().map(ScrubTarget::sha256).toList();
    }
}
