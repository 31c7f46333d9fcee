package io.streammirror.publisher.admin;

import static io.streammirror.publisher.Trees.STREAM;
import static io.streammirror.publisher.admin.StagedMirrors.PRODUCTION;
import static io.streammirror.publisher.admin.StagedMirrors.STAGING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.streammirror.api.OrderResult;
import io.streammirror.decision.Decision;
import io.streammirror.decision.LogEntry;
import io.streammirror.decision.Orders;
import io.streammirror.event.OperatorDecided;
import io.streammirror.mirror.MirrorName;
import io.streammirror.publisher.publication.Publication;
import io.streammirror.publisher.publication.PublishedFile;
import io.streammirror.publisher.snapshot.PreviousTrees;
import io.streammirror.publisher.sweep.Sweeper;
import io.streammirror.simplestreams.ProductName;
import io.streammirror.simplestreams.ProductsDocument;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.simplestreams.VersionName;
import io.streammirror.store.Blobs;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** The content of a promotion, and its effect in the promoted mirror. */
class PromotionsTest {
    private static final Operator ALICE = new Operator("alice", "passed acceptance");
    private static final ProductName SEVEN = new ProductName("7");

    private final StagedMirrors mirrors = new StagedMirrors();

    @Test
    void shouldMakePublicationOfStagingContentOfProduction() {
        Sha256 staged = mirrors.stage("v1", "v2");

        OrderResult given = promote();
        mirrors.publish();

        assertThat(given.changed()).isTrue();
        assertThat(given.message())
                .isEqualTo("publication " + staged.abbreviated() + " of mirror 'maas-stable' is promoted");
        Publication production = mirrors.live(PRODUCTION);
        assertThat(items(production)).isEqualTo(items(mirrors.live(STAGING))).hasSize(4);
        assertThat(products(PRODUCTION)).isEqualTo(products(STAGING));
        assertThat(production.updated()).isAfter(mirrors.live(STAGING).updated());
    }

    @Test
    void shouldAppendOneEntryAndAnnounceItWhenPromoted() {
        Sha256 staged = mirrors.stage("v1");

        promote();

        LogEntry entry = Objects.requireNonNull(mirrors.log().head().entry());
        Sha256 revision =
                Objects.requireNonNull(mirrors.of(PRODUCTION).catalog()).revision();
        assertThat(entry.decision()).isEqualTo(new Decision.Promoted(PRODUCTION, STAGING, staged, revision, 0));
        assertThat(entry.who()).isEqualTo("alice");
        assertThat(entry.why()).isEqualTo("passed acceptance");
        assertThat(mirrors.of(PRODUCTION).promotion()).satisfies(promotion -> {
            assertThat(promotion.publication()).isEqualTo(staged);
            assertThat(promotion.order().who()).isEqualTo("alice");
            assertThat(promotion.order().sequence()).isEqualTo(entry.sequence());
        });
        assertThat(mirrors.commands().announced())
                .containsExactly(new OperatorDecided(
                        PRODUCTION, "promoted", entry.sequence(), "alice", "passed acceptance", entry.time()));
    }

    @Test
    void shouldNotFollowStagingUntilPromotedAgain() {
        mirrors.stage("v1");
        promote();
        mirrors.stage("v2");
        mirrors.restart();
        mirrors.publish();

        assertThat(listed()).containsExactly("v1");

        promote();
        mirrors.publish();
        assertThat(listed()).containsExactly("v2");
    }

    @Test
    void shouldPromoteEarlierPublicationByName() {
        Sha256 first = mirrors.stage("v1");
        mirrors.stage("v2");

        promote(Optional.of(first.hex().substring(0, 12)));
        mirrors.publish();

        assertThat(listed()).containsExactly("v1");
    }

    @Test
    void shouldChangeNothingWhenPromotedAlready() {
        mirrors.stage("v1");
        promote();
        mirrors.publish();
        long before = mirrors.log().head().sequence();

        OrderResult again = promote();
        mirrors.publish();

        assertThat(again.changed()).isFalse();
        assertThat(mirrors.log().head().sequence()).isEqualTo(before);
    }

    @Test
    void shouldEndRollbackWhenPromotedAgain() {
        mirrors.stage("v1");
        promote();
        mirrors.publish();
        mirrors.stage("v2");
        promote();
        mirrors.publish();

        mirrors.orders().rollback(PRODUCTION, Optional.empty(), ALICE);
        mirrors.publish();
        assertThat(listed()).containsExactly("v1");

        OrderResult given = promote();
        mirrors.publish();
        assertThat(given.changed()).isTrue();
        assertThat(listed()).containsExactly("v2");
        assertThat(mirrors.of(PRODUCTION).standing()).isEqualTo(Orders.NONE);
    }

    @Test
    void shouldEndRollbackWhenReleased() {
        mirrors.stage("v1");
        promote();
        mirrors.publish();
        mirrors.stage("v2");
        promote();
        mirrors.publish();
        mirrors.orders().rollback(PRODUCTION, Optional.empty(), ALICE);
        mirrors.publish();

        mirrors.orders().release(PRODUCTION, null, ALICE);
        mirrors.publish();

        assertThat(listed()).containsExactly("v2");
    }

    @Test
    void shouldKeepPinWhenPromotedAgain() {
        mirrors.stage("v1");
        promote();
        mirrors.publish();
        mirrors.orders()
                .pin(PRODUCTION, new VersionSearch.Wanted(Optional.empty(), SEVEN, new VersionName("v1")), ALICE);
        mirrors.stage("v2");
        promote();
        mirrors.publish();
        assertThat(listed()).containsExactly("v1");

        mirrors.orders().unpin(PRODUCTION, Optional.empty(), SEVEN, ALICE);
        mirrors.publish();

        assertThat(listed()).containsExactly("v2");
    }

    @Test
    void shouldRefusePromotionWhenMirrorIsOnHold() {
        mirrors.stage("v1");
        mirrors.orders().hold(PRODUCTION, ALICE);

        refused(this::promote, 409, "mirror 'production' is held by alice since ");

        mirrors.orders().release(PRODUCTION, null, ALICE);
        assertThat(promote().changed()).isTrue();
    }

    @Test
    void shouldRefusePromotionThatIsImpossible() {
        refused(this::promote, 409, "mirror 'maas-stable' has published nothing yet");
        mirrors.stage("v1");
        Promotions promotions = mirrors.promotions();
        refused(
                () -> promotions.promote(new MirrorName("other"), Optional.empty(), ALICE),
                404,
                "there is no mirror 'other'");
        refused(() -> promotions.promote(STAGING, Optional.empty(), ALICE), 409, "follows a source of its own");
        refused(() -> promote(Optional.of("0123456789ab")), 409, "no publication 0123456789ab is kept");
        refused(() -> promotions.promote(PRODUCTION, Optional.empty(), new Operator("bob", null)), 400, "'why'");
        assertThat(mirrors.of(PRODUCTION).promotion()).isNull();
    }

    @Test
    void shouldKeepBlobsThatOnlyProductionNeedsWhenSwept() {
        mirrors.stage("v1");
        promote();
        mirrors.publish();
        for (int i = 2; i < 20; i++) {
            mirrors.clock().advance(Duration.ofDays(3));
            mirrors.stage("v" + i);
        }
        mirrors.clock().advance(Duration.ofDays(3));
        assertThat(mirrors.of(STAGING).keptPublications()).hasSizeLessThan(19);

        var sweeper = new Sweeper(mirrors.log(), mirrors.store(), Duration.ofHours(1), mirrors.clock());
        sweeper.sweep(new Sweeper.Request("test", null, Optional.empty()));

        var blobs = new Blobs(mirrors.store());
        assertThat(mirrors.live(PRODUCTION).files().values())
                .allSatisfy(file ->
                        assertThat(blobs.contains(file.sha256(), file.size())).isTrue());
        mirrors.restart();
        mirrors.publish();
        assertThat(listed()).containsExactly("v1");
    }

    private OrderResult promote() {
        return promote(Optional.empty());
    }

    private OrderResult promote(Optional<String> publication) {
        return mirrors.promotions().promote(PRODUCTION, publication, ALICE);
    }

    private static void refused(ThrowingCallable order, int status, String reason) {
        assertThatThrownBy(order)
                .isInstanceOfSatisfying(AdminException.class, refusal -> assertThat(refusal.status())
                        .isEqualTo(status))
                .hasMessageContaining(reason);
    }

    private Set<String> listed() {
        return document(PRODUCTION).products().get(SEVEN).versions().keySet().stream()
                .map(VersionName::value)
                .collect(Collectors.toSet());
    }

    private String products(MirrorName mirror) {
        return document(mirror).toJson().path("products").toPrettyString();
    }

    private ProductsDocument document(MirrorName mirror) {
        return new PreviousTrees(mirrors.store())
                .whole(mirror, Objects.requireNonNull(mirrors.of(mirror).live()).id())
                .documents()
                .get(STREAM);
    }

    private static Set<Object> items(Publication publication) {
        return publication.files().entrySet().stream()
                .filter(file -> file.getValue().type().equals(PublishedFile.ITEM_TYPE))
                .collect(Collectors.toSet());
    }
}
