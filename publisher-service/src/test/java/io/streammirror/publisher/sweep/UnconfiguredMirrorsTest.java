package io.streammirror.publisher.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.decision.Decision;
import io.streammirror.decision.DecisionLog;
import io.streammirror.decision.MirrorState;
import io.streammirror.decision.Orders;
import io.streammirror.decision.Proposal;
import io.streammirror.decision.StandingOrder;
import io.streammirror.mirror.MirrorName;
import io.streammirror.store.InMemoryObjectStore;
import io.streammirror.testing.time.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class UnconfiguredMirrorsTest {
    private static final MirrorName KEPT = new MirrorName("kept");
    private static final MirrorName GONE = new MirrorName("gone");

    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-23T01:02:03Z"));
    private final DecisionLog log = new DecisionLog(new InMemoryObjectStore(clock), clock, "test");

    @Test
    void shouldForgetAMirrorWhenItIsUnconfiguredForThirtyDays() {
        decideAbout(KEPT);
        decideAbout(GONE);

        configured(KEPT).review();
        clock.advance(Duration.ofDays(29));
        configured(KEPT).review();
        assertThat(log.head().state().mirrors()).containsOnlyKeys(KEPT, GONE);

        clock.advance(Duration.ofDays(1));
        configured(KEPT).review();

        assertThat(log.head().state().mirrors()).containsOnlyKeys(KEPT);
        assertThat(log.head().state().unconfigured()).isNull();
    }

    @Test
    void shouldKeepAMirrorWhenItIsConfiguredAgainInTime() {
        decideAbout(GONE);
        configured(KEPT).review();
        clock.advance(Duration.ofDays(29));

        configured(GONE).review();
        clock.advance(Duration.ofDays(29));
        configured(KEPT).review();

        assertThat(log.head().state().mirror(GONE).standing().hold()).isNotNull();
    }

    @Test
    void shouldAddNoEntryWhenNothingChanges() {
        decideAbout(KEPT);
        decideAbout(GONE);
        configured(KEPT).review();
        long before = log.head().sequence();

        configured(KEPT).review();

        assertThat(log.head().sequence()).isEqualTo(before);
    }

    private UnconfiguredMirrors configured(MirrorName... names) {
        return new UnconfiguredMirrors(Set.of(names), log, clock);
    }

    private void decideAbout(MirrorName mirror) {
        var order = new StandingOrder("alice", null, clock.instant(), 1);
        log.append(head -> Optional.of(new Proposal(
                new Decision.MirrorOnHold(mirror),
                head.state().with(mirror, MirrorState.EMPTY.withOrders(Orders.NONE.holding(order))))));
    }
}
