package io.streammirror.publisher.admin;

import static io.streammirror.publisher.Trees.STREAM;
import static io.streammirror.publisher.admin.AdministeredMirror.STABLE;
import static io.streammirror.publisher.admin.AdministeredMirror.hash;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.streammirror.api.OrderRequest.Only;
import io.streammirror.api.OrderResult;
import io.streammirror.codec.Json;
import io.streammirror.decision.AcceptedCatalog;
import io.streammirror.decision.Decision;
import io.streammirror.decision.LivePublication;
import io.streammirror.decision.LogEntry;
import io.streammirror.decision.MirrorState;
import io.streammirror.decision.Orders;
import io.streammirror.decision.Pin;
import io.streammirror.decision.Proposal;
import io.streammirror.decision.PublicationRetention;
import io.streammirror.decision.StandingOrder;
import io.streammirror.decision.UpstreamMarks;
import io.streammirror.event.OperatorDecided;
import io.streammirror.mirror.MirrorName;
import io.streammirror.publisher.Trees;
import io.streammirror.publisher.publication.Counts;
import io.streammirror.publisher.publication.Dropped;
import io.streammirror.publisher.publication.Publication;
import io.streammirror.publisher.publication.Publications;
import io.streammirror.publisher.publication.PublishedStream;
import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.ProductName;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.simplestreams.VersionName;
import io.streammirror.store.Blobs;
import io.streammirror.upstream.FakeTree;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class PublicationOrdersTest {
    private static final Operator ALICE = new Operator("alice", "v2 does not boot");
    private static final ProductName SEVEN = new ProductName("7");

    private final AdministeredMirror mirror = new AdministeredMirror();
    private final PublicationOrders orders = mirror.orders();

    @Test
    void shouldAppendOneEntryAndAnnounceItWhenHeld() {
        OrderResult given = orders.hold(STABLE, ALICE);

        LogEntry entry = mirror.log().head().entry();
        assertThat(entry.decision()).isEqualTo(new Decision.MirrorOnHold(STABLE));
        assertThat(entry.who()).isEqualTo("alice");
        assertThat(entry.why()).isEqualTo("v2 does not boot");
        assertThat(standing().hold()).satisfies(order -> {
            assertThat(order.who()).isEqualTo("alice");
            assertThat(order.sequence()).isEqualTo(entry.sequence());
        });
        assertThat(given.changed()).isTrue();
        assertThat(mirror.commands().announced())
                .containsExactly(new OperatorDecided(
                        STABLE, "mirror-held", entry.sequence(), "alice", "v2 does not boot", entry.time()));
    }

    @Test
    void shouldWarnAboutTheDeleteRaceOfMaasWhenReleased() {
        orders.hold(STABLE, ALICE);

        assertThat(orders.release(STABLE, null, ALICE).message()).contains("MAAS before 3.8", "sync interval");
    }

    @Test
    void shouldRefuseToResetTheTimeWhenNothingIsPublished() {
        assertThatThrownBy(() -> orders.resetTime(STABLE, ALICE))
                .isInstanceOf(AdminException.class)
                .hasMessageContaining("nothing is published");
    }

    @Test
    void shouldAppendNoEntryWhenOrderIsInForce() {
        orders.hold(STABLE, ALICE);

        OrderResult again = orders.hold(STABLE, ALICE);

        assertThat(again.changed()).isFalse();
        assertThat(mirror.log().head().sequence()).isEqualTo(1);
        assertThat(mirror.commands().announced()).hasSize(1);
    }

    @Test
    void shouldRollBackToLastPublicationOfEarlierCatalog() {
        Sha256 first = publish("c1", "v1");
        publish("c2", "v1");
        Sha256 live = publish("c2", "v2");

        orders.rollback(STABLE, Optional.empty(), ALICE);

        assertThat(mirror.log().head().entry().decision()).isEqualTo(new Decision.RolledBack(STABLE, first, live));
        assertThat(standing().rollbacks()).singleElement().satisfies(rollback -> {
            assertThat(rollback.to()).isEqualTo(first);
            assertThat(rollback.from()).isEqualTo(live);
            assertThat(rollback.catalog()).isEqualTo(hash("c2"));
        });
    }

    @Test
    void shouldRollBackToNamedPublication() {
        publish("c1", "v1");
        Sha256 second = publish("c2", "v1");
        publish("c2", "v2");

        orders.rollback(STABLE, Optional.of(second.hex().substring(0, 12)), ALICE);

        assertThat(standing().rollbacks()).singleElement().satisfies(rollback -> assertThat(rollback.to())
                .isEqualTo(second));
    }

    @Test
    void shouldRefuseRollbackWhenNothingIsEarlier() {
        refused(() -> orders.rollback(STABLE, Optional.empty(), ALICE), "nothing is published");
        Sha256 only = publish("c1", "v1");
        refused(() -> orders.rollback(STABLE, Optional.empty(), ALICE), "no earlier publication");
        refused(() -> orders.rollback(STABLE, Optional.of(only.hex()), ALICE), "is live");
        refused(
                () -> orders.rollback(STABLE, Optional.of("0123456789ab"), ALICE),
                "no publication 0123456789ab is kept");
        refused(() -> orders.rollback(STABLE, Optional.of("latest"), ALICE), "at least the first 12");
        publish("c2", "v2");
        orders.rollback(STABLE, Optional.empty(), ALICE);
        refused(() -> orders.rollback(STABLE, Optional.empty(), ALICE), "rolled back already");
    }

    @Test
    void shouldEndHoldAndRollbacksOrOneOfThemWhenReleased() {
        publish("c1", "v1");
        publish("c2", "v2");
        orders.hold(STABLE, ALICE);
        orders.rollback(STABLE, Optional.empty(), ALICE);

        orders.release(STABLE, Only.HOLD, ALICE);
        assertThat(standing().hold()).isNull();
        assertThat(standing().rollbacks()).hasSize(1);
        orders.hold(STABLE, ALICE);
        orders.release(STABLE, Only.ROLLBACK, ALICE);
        assertThat(standing().hold()).isNotNull();
        assertThat(standing().rollbacks()).isEmpty();
        orders.release(STABLE, null, ALICE);

        assertThat(standing()).isEqualTo(Orders.NONE);
        assertThat(mirror.log().head().entry().decision()).isEqualTo(new Decision.MirrorReleased(STABLE, true, 0));
        assertThat(orders.release(STABLE, null, ALICE).changed()).isFalse();
    }

    @Test
    void shouldPinContentOfNewestPublicationWithVersion() {
        Sha256 old = publish("c1", "v1");
        publish("c2", "v2");

        orders.pin(STABLE, wanted("v1"), ALICE);

        assertThat(standing().pins()).singleElement().satisfies((Pin pin) -> {
            assertThat(pin.publication()).isEqualTo(old);
            assertThat(pin.stream()).isEqualTo(STREAM);
        });
        assertThat(orders.pin(STABLE, wanted("v1"), ALICE).changed()).isFalse();
        refused(() -> orders.pin(STABLE, wanted("v9"), ALICE), "has version 'v9' of product '7'");
    }

    @Test
    void shouldRefusePinWhenTheOrdersOfAllMirrorsLeaveNoRoom() {
        publish("c1", "v1");
        mirror.log().append(head -> {
            Orders many = Orders.NONE;
            for (int i = 0; i < 400; i++) {
                many = many.withPin(new Pin(
                        new ContentId("stream"),
                        new ProductName("product-" + i),
                        new VersionName("v1"),
                        Sha256.of(new byte[0]),
                        null,
                        new StandingOrder("alice", null, Instant.EPOCH, 1)));
            }
            MirrorState other = MirrorState.EMPTY.withOrders(many);
            return Optional.of(new Proposal(
                    new Decision.MirrorOnHold(AdministeredMirror.PRODUCTION),
                    head.state().with(AdministeredMirror.PRODUCTION, other)));
        });

        refused(() -> orders.pin(STABLE, wanted("v1"), ALICE), "unpin some, or release a mirror");
        assertThat(orders.hold(STABLE, ALICE).changed()).isTrue();
    }

    @Test
    void shouldEndPinByProduct() {
        publish("c1", "v1");
        orders.pin(STABLE, wanted("v1"), ALICE);
        refused(
                () -> orders.unpin(STABLE, Optional.of(new ContentId("other")), SEVEN, ALICE),
                "product '7' is not pinned");

        orders.unpin(STABLE, Optional.empty(), SEVEN, ALICE);

        assertThat(standing()).isEqualTo(Orders.NONE);
        assertThat(mirror.log().head().entry().decision())
                .isEqualTo(new Decision.VersionUnpinned(STABLE, STREAM, SEVEN, new VersionName("v1")));
    }

    @Test
    void shouldRefuseOrderWhenMirrorIsNotConfigured() {
        assertThatThrownBy(() -> orders.hold(new MirrorName("other"), ALICE))
                .isInstanceOfSatisfying(AdminException.class, refusal -> assertThat(refusal.status())
                        .isEqualTo(404));
    }

    private static VersionSearch.Wanted wanted(String version) {
        return new VersionSearch.Wanted(Optional.empty(), SEVEN, new VersionName(version));
    }

    private static void refused(ThrowingCallable order, String reason) {
        assertThatThrownBy(order)
                .isInstanceOfSatisfying(AdminException.class, refusal -> assertThat(refusal.status())
                        .isEqualTo(409))
                .hasMessageContaining(reason);
    }

    private Orders standing() {
        return mirror.log().head().state().mirror(STABLE).standing();
    }

    /** Makes a publication of product 7 with this version live. */
    private Sha256 publish(String catalog, String version) {
        byte[] body = Json.pretty(Trees.document(new TreeMap<>(Map.of("7", new TreeMap<>(Map.of(version, "a"))))));
        Sha256 document = new Blobs(mirror.store()).storeDocument(body, "application/json");
        var streams = new TreeMap<>(Map.of(STREAM, new PublishedStream(document, FakeTree.NOW, new Counts(1, 1, 2))));
        Sha256 id = new Publications(mirror.store())
                .save(new Publication(
                        STABLE,
                        hash(catalog),
                        FakeTree.NOW,
                        streams,
                        new TreeMap<>(),
                        new Counts(1, 1, 2),
                        Dropped.NONE,
                        Set.of()));
        mirror.log().append(head -> {
            var live = new LivePublication(id, hash(catalog), FakeTree.NOW, head.nextSequence(), "ABCD");
            var accepted = new AcceptedCatalog(hash(catalog), FakeTree.NOW, head.nextSequence(), hash("selections"));
            var state = head.state()
                    .mirror(STABLE)
                    .withCatalog(accepted, UpstreamMarks.NONE)
                    .withLive(live, FakeTree.NOW, new PublicationRetention(9, Duration.ZERO));
            return Optional.of(new Proposal(
                    new Decision.PublicationSwitched(STABLE, id, hash(catalog), FakeTree.NOW, "ABCD"),
                    head.state().with(STABLE, state)));
        });
        return id;
    }
}
