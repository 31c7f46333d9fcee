package io.streammirror.decision;

import static io.streammirror.decision.Decisions.NOON;
import static io.streammirror.decision.Decisions.hash;
import static io.streammirror.decision.Decisions.publication;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.ProductName;
import io.streammirror.simplestreams.VersionName;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class OrdersTest {
    private static final StandingOrder ORDER = new StandingOrder("alice", "because", NOON, 1);

    @Test
    void shouldReplacePinOfSameProduct() {
        Orders orders =
                Orders.NONE.withPin(pin("7", "v1")).withPin(pin("8", "v1")).withPin(pin("7", "v2"));

        assertThat(orders.pins()).containsExactly(pin("8", "v1"), pin("7", "v2"));
        assertThat(orders.withoutPin(new ContentId("s"), new ProductName("7")).pins())
                .containsExactly(pin("8", "v1"));
    }

    @Test
    void shouldEndHoldAndRollbacksSeparately() {
        Orders orders = Orders.NONE.holding(ORDER).withRollback(rollback()).withPin(pin("7", "v1"));

        assertThat(orders.notHolding().hold()).isNull();
        assertThat(orders.notHolding().rollbacks()).hasSize(1);
        assertThat(orders.withoutRollbacks().rollbacks()).isEmpty();
        assertThat(orders.withoutRollbacks().hold()).isEqualTo(ORDER);
        assertThat(orders.notHolding().withoutRollbacks().pins()).containsExactly(pin("7", "v1"));
        assertThat(orders).isNotEqualTo(Orders.NONE);
    }

    @Test
    void shouldKeepCustomImagesWhenOtherOrdersChange() {
        var images = new CustomImages(hash("images"), 3, ORDER);
        Orders orders = Orders.NONE.withImages(images);

        assertThat(orders).isNotEqualTo(Orders.NONE);
        assertThat(orders.holding(ORDER)
                        .withRollback(rollback())
                        .withPin(pin("7", "v1"))
                        .withoutPin(new ContentId("s"), new ProductName("7"))
                        .withoutRollbacks()
                        .notHolding())
                .isEqualTo(orders);
        assertThat(orders.withImages(null)).isEqualTo(Orders.NONE);
    }

    @Test
    void shouldNeedPublicationsAndCatalogsThatOrdersReferTo() {
        MirrorState state = MirrorState.EMPTY
                .withLive(publication("live", 1), NOON, new PublicationRetention(0, Duration.ZERO))
                .withOrders(Orders.NONE.withRollback(rollback()).withPin(pin("7", "v1")));

        assertThat(state.keptPublications()).containsExactly(hash("live"));
        assertThat(state.neededPublications())
                .containsExactlyInAnyOrder(hash("live"), hash("to"), hash("from"), hash("pinned"));
        assertThat(state.neededCatalogs()).containsExactly(hash("catalog"));
    }

    @Test
    void shouldRefusePinWithoutPublicationOrCatalog() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new Pin(new ContentId("s"), new ProductName("7"), new VersionName("v1"), null, null, ORDER))
                .withMessageContaining("either from a publication or from a catalog");
    }

    private static RollbackOrder rollback() {
        return new RollbackOrder(hash("to"), hash("from"), hash("catalog"), ORDER);
    }

    private static Pin pin(String product, String version) {
        return new Pin(
                new ContentId("s"), new ProductName(product), new VersionName(version), hash("pinned"), null, ORDER);
    }
}
