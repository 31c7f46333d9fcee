package io.streammirror.publisher.switchover;

import static io.streammirror.publisher.Trees.MIRROR;
import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.decision.Orders;
import io.streammirror.decision.StandingOrder;
import io.streammirror.publisher.Trees;
import io.streammirror.publisher.state.Unpublished.Amount;
import io.streammirror.publisher.state.Unpublished.Reason;
import io.streammirror.store.StoreKeys;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The age of what is accepted and not live, and how much the contract of MAAS leaves out. */
class FreshnessLagTest extends PublisherFixture {
    @Test
    void shouldBeZeroWhileNothingIsWanted() {
        run(publisher);

        assertThat(state.freshnessLag(MIRROR)).isZero();
    }

    @Test
    void shouldCountFromAcceptanceUntilPublished() {
        accept(catalog("v1", "a"));
        clock.advance(Duration.ofHours(1));
        run(publisher);

        assertThat(state.freshnessLag(MIRROR)).isEqualTo(Duration.ofHours(1));

        storeItems("v1", "a");
        run(publisher);

        assertThat(state.freshnessLag(MIRROR)).isZero();
    }

    @Test
    void shouldKeepAgeOfWhatIsMissingWhenUpstreamMovesOn() {
        accept(catalog("v1", "a"));
        run(publisher);
        clock.advance(Duration.ofHours(2));
        accept(Trees.catalog(new TreeMap<>(Map.of("7", new TreeMap<>(Map.of("v1", "a", "v2", "b"))))));
        storeItems("v2", "b");
        run(publisher);
        clock.advance(Duration.ofHours(1));

        assertThat(state.freshnessLag(MIRROR)).isEqualTo(Duration.ofHours(3));
    }

    @Test
    void shouldCountFromLossWhenStoredBlobIsLost() {
        accept(catalog("v1", "a"));
        storeItems("v1", "a");
        run(publisher);
        clock.advance(Duration.ofDays(3));

        store.delete(StoreKeys.blob(Trees.sha256(Trees.contents("7", "v1", "a").get(0))));
        run(publisher);
        clock.advance(Duration.ofMinutes(5));

        assertThat(state.freshnessLag(MIRROR)).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void shouldCountVersionsOfStreamThatIsLeftOut() {
        accept(unfitCatalog());
        storeItems("v1", "a");
        run(publisher);
        clock.advance(Duration.ofHours(1));

        Amount leftOut = state.unpublished(MIRROR).of(Reason.LEFT_OUT);
        assertThat(leftOut.versions()).isEqualTo(1);
        assertThat(leftOut.bytes()).isPositive();
        assertThat(state.unpublished(MIRROR).of(Reason.WITHHELD)).isEqualTo(Amount.NONE);
    }

    @Test
    void shouldNotCountWhatOperatorsHoldBack() {
        accept(catalog("v1", "a"));
        storeItems("v1", "a");
        run(publisher);
        order(orders -> Orders.NONE.holding(new StandingOrder("operator", "maintenance", NOW, 1)));
        accept(catalog("v2", "b"));
        storeItems("v2", "b");
        run(publisher);
        clock.advance(Duration.ofHours(1));

        assertThat(state.freshnessLag(MIRROR)).isZero();
    }

    @Test
    void shouldCountDelayedVersionAsDelayedOnly() {
        var patient = publisher(mirror(Duration.ofDays(7)), store);
        accept(catalog("v1", "a"));
        storeItems("v1", "a");
        run(patient);
        clock.advance(Duration.ofDays(1));

        assertThat(state.unpublished(MIRROR).of(Reason.DELAYED).versions()).isEqualTo(1);
        assertThat(state.freshnessLag(MIRROR)).isZero();
    }

    @Test
    void shouldKnowHowFarTheLogWasRead() {
        accept(catalog("v1", "a"));
        run(publisher);

        assertThat(state.logSequence()).isEqualTo(log.head().sequence());
    }
}
