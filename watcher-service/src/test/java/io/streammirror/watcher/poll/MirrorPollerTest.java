package io.streammirror.watcher.poll;

import static io.streammirror.event.UpstreamPolled.Outcome.ACCEPTED;
import static io.streammirror.event.UpstreamPolled.Outcome.FAILED;
import static io.streammirror.event.UpstreamPolled.Outcome.HELD;
import static io.streammirror.event.UpstreamPolled.Outcome.REFUSED;
import static io.streammirror.event.UpstreamPolled.Outcome.UNCHANGED;
import static io.streammirror.event.UpstreamPolled.Outcome.UNREACHABLE;
import static io.streammirror.upstream.FakeTree.INDEX;
import static io.streammirror.upstream.FakeTree.pathOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.streammirror.catalog.Catalog;
import io.streammirror.catalog.CatalogCodec;
import io.streammirror.decision.Decision;
import io.streammirror.decision.LogEntry;
import io.streammirror.event.CatalogAccepted;
import io.streammirror.event.ItemRequested;
import io.streammirror.event.UpstreamPolled;
import io.streammirror.selection.Filter;
import io.streammirror.selection.Selection;
import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.SampleProducts;
import io.streammirror.store.StoreKeys;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class MirrorPollerTest {
    private static final String PRODUCTS = pathOf(WatchedMirror.STREAM);

    private final WatchedMirror mirror = new WatchedMirror();

    @Test
    void shouldAnnounceAcceptanceThenRequestItemsThenAnnounceThePoll() {
        UpstreamPolled polled = mirror.poll.poll();

        assertThat(mirror.channel.sent())
                .extracting(event -> (Object) event.getClass())
                .containsExactly(CatalogAccepted.class, ItemRequested.class, UpstreamPolled.class);
        assertThat(polled.outcome()).isEqualTo(ACCEPTED);
        assertThat(polled.upstreamUpdated()).isEqualTo(Instant.parse("2025-07-24T08:00:00Z"));
        assertThat(mirror.channel.sent(CatalogAccepted.class)).singleElement().satisfies(accepted -> {
            assertThat(accepted.revision()).isEqualTo(polled.catalog());
            assertThat(accepted.added()).isEqualTo(1);
        });
    }

    @Test
    void shouldMakeNoEventAndWriteNothingWhenIdle() {
        mirror.poll.poll();
        mirror.channel.sent().clear();
        mirror.store.writes().clear();

        assertThat(mirror.poll.poll().outcome()).isEqualTo(UNCHANGED);
        assertThat(mirror.channel.sent()).isEmpty();
        assertThat(mirror.store.writes()).isEmpty();
    }

    @Test
    void shouldNameSelectionThatMatchesNothing() {
        var selective = new WatchedMirror(settings -> settings.selections(
                new Selection(List.of(), OptionalInt.of(1)),
                new Selection(List.of(Filter.parse("release=nobel")), OptionalInt.empty())));

        UpstreamPolled polled = selective.poll.poll();

        assertThat(polled.outcome()).isEqualTo(ACCEPTED);
        assertThat(polled.reason()).startsWith("selection 2 (release=nobel) matches nothing");
    }

    @Test
    void shouldAlwaysAnnounceFirstPollOfAProcess() {
        mirror.poll.poll();
        mirror.channel.sent().clear();

        mirror.newProcess().poll();

        assertThat(mirror.announced()).containsExactly(UNCHANGED);
    }

    @Test
    void shouldLeaveMirrorAsItWasWhenAStateIsRefused() {
        UpstreamPolled before = mirror.poll.poll();
        mirror.tree.put(INDEX, "no signature".getBytes(StandardCharsets.UTF_8));

        UpstreamPolled refused = mirror.poll.poll();

        assertThat(refused.outcome()).isEqualTo(REFUSED);
        assertThat(refused.reason()).contains(INDEX);
        assertThat(refused.catalog()).isEqualTo(before.catalog());
        assertThat(mirror.log
                        .head()
                        .state()
                        .mirror(WatchedMirror.NAME)
                        .refused()
                        .reason())
                .isEqualTo(refused.reason());
        var decision = (Decision.UpstreamRefused) mirror.log.head().entry().decision();
        assertThat(mirror.store.read(decision.document(), 100)).asString().isEqualTo("no signature");
    }

    @Test
    void shouldEndRefusalWhenUpstreamIsGoodAgain() {
        mirror.poll.poll();
        mirror.tree.put(INDEX, "no signature".getBytes(StandardCharsets.UTF_8));
        mirror.poll.poll();
        mirror.tree.putIndex();

        assertThat(mirror.poll.poll().outcome()).isEqualTo(ACCEPTED);
        assertThat(mirror.log.head().state().mirror(WatchedMirror.NAME).refused())
                .isNull();
    }

    @Test
    void shouldTryUnreachableUpstreamThreeTimes() {
        mirror.tree.reachable(false);

        UpstreamPolled polled = mirror.poll.poll();

        assertThat(polled.outcome()).isEqualTo(UNREACHABLE);
        assertThat(mirror.tree.reads()).containsExactly(INDEX, INDEX, INDEX);
        assertThat(mirror.announced()).containsExactly(UNREACHABLE);
        assertThat(mirror.log.head().entry()).isNull();
    }

    @Test
    void shouldKeepOutcomeWhenUpstreamIsBusyWithOwnDownloads() {
        UpstreamPolled good = mirror.poll.poll();
        mirror.channel.sent().clear();
        mirror.tree.busyFor(Optional.of(Duration.ofMinutes(1)));

        UpstreamPolled busy = mirror.poll.poll();

        assertThat(busy.outcome()).isEqualTo(UNCHANGED);
        assertThat(busy.catalog()).isEqualTo(good.catalog());
        assertThat(mirror.channel.sent()).isEmpty();
        assertThat(mirror.poll.pauseAsked()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void shouldAnnounceUnreachableWhenUpstreamIsBusyAndNothingIsDownloaded() {
        mirror.poll.poll();
        mirror.channel
                .sent(ItemRequested.class)
                .forEach(request -> mirror.pending.failed(request.sha256(), null, mirror.clock.instant()));
        mirror.tree.busyFor(Optional.of(Duration.ofMinutes(1)));

        assertThat(mirror.poll.poll().outcome()).isEqualTo(UNREACHABLE);
        assertThat(mirror.announced()).containsExactly(ACCEPTED, UNREACHABLE);
    }

    @Test
    void shouldAnnounceNothingWhenUpstreamIsBusyInFirstPollAndItemsAreDownloaded() {
        mirror.poll.poll();
        MirrorPoller restarted = mirror.newProcess();
        mirror.channel.sent().clear();
        mirror.tree.busyFor(Optional.of(Duration.ofSeconds(5)));

        UpstreamPolled busy = restarted.poll();

        assertThat(busy.outcome()).isEqualTo(UNREACHABLE);
        assertThat(mirror.announced()).isEmpty();
        assertThat(mirror.channel.sent(ItemRequested.class)).hasSize(1);
    }

    @Test
    void shouldStayHeldWhenUpstreamIsBusyWithOwnDownloads() {
        mirror.publish(9, "two");
        mirror.poll.poll();
        mirror.publish(8, "one");
        UpstreamPolled held = mirror.poll.poll();
        mirror.tree.busyFor(Optional.of(Duration.ofMinutes(1)));

        UpstreamPolled busy = mirror.poll.poll();

        assertThat(busy.outcome()).isEqualTo(HELD);
        assertThat(busy.held()).isEqualTo(held.held());
    }

    @Test
    void shouldReadUpstreamAgainWhenItIsBetweenTwoStates() {
        mirror.tree.beforeRead(PRODUCTS, () -> mirror.publish(9, "two"));

        assertThat(mirror.poll.poll().outcome()).isEqualTo(ACCEPTED);
        assertThat(mirror.log.head().sequence()).isEqualTo(1);
    }

    @Test
    void shouldAnnounceReturnOfUpstream() {
        mirror.poll.poll();
        mirror.tree.reachable(false);
        mirror.poll.poll();
        mirror.tree.reachable(true);

        mirror.poll.poll();

        assertThat(mirror.announced()).containsExactly(ACCEPTED, UNREACHABLE, UNCHANGED);
    }

    @Test
    void shouldHoldOlderStateAndReadItAgainEachTime() {
        mirror.publish(9, "two");
        mirror.poll.poll();
        mirror.publish(8, "one");

        assertThat(mirror.poll.poll().outcome()).isEqualTo(HELD);
        assertThat(mirror.poll.poll().outcome()).isEqualTo(HELD);
    }

    @Test
    void shouldAskForProductsEverySoManyPolls() {
        mirror.poll.poll();
        mirror.tree.reads().clear();
        for (int poll = 1; poll < UpstreamPoller.DEEP_POLL_EVERY; poll++) {
            mirror.poll.poll();
        }
        assertThat(mirror.tree.reads()).doesNotContain(PRODUCTS);

        mirror.poll.poll();

        assertThat(mirror.tree.reads()).containsOnlyOnce(PRODUCTS);
    }

    @Test
    void shouldTakeProductsThatChangedUnderTheSameIndex() {
        mirror.poll.poll();
        mirror.tree.putSigned(PRODUCTS, WatchedMirror.products(9, "two").root());

        for (int poll = 1; poll < UpstreamPoller.DEEP_POLL_EVERY; poll++) {
            assertThat(mirror.poll.poll().outcome()).isEqualTo(UNCHANGED);
        }

        assertThat(mirror.poll.poll().outcome()).isEqualTo(ACCEPTED);
    }

    @Test
    void shouldReadEverythingAgainWhenTheStoreFailed() {
        mirror.poll.poll();
        mirror.tree.putSigned(PRODUCTS, WatchedMirror.products(9, "two").root());
        for (int poll = 1; poll < UpstreamPoller.DEEP_POLL_EVERY; poll++) {
            mirror.poll.poll();
        }
        mirror.store.writable(false);
        assertThat(mirror.poll.poll().outcome()).isEqualTo(FAILED);
        mirror.store.writable(true);

        assertThat(mirror.poll.poll().outcome()).isEqualTo(ACCEPTED);
    }

    @Test
    void shouldAnnounceAcceptanceNextTimeWhenTheBrokerDidNotTakeIt() {
        mirror.poll.poll();
        mirror.channel.sent().clear();
        mirror.publish(9, "two");
        mirror.channel.open(false);
        assertThatThrownBy(mirror.poll::poll).hasMessage("the broker is away");
        mirror.channel.open(true);

        UpstreamPolled polled = mirror.poll.poll();

        assertThat(mirror.channel.sent(CatalogAccepted.class))
                .extracting(CatalogAccepted::revision)
                .containsExactly(polled.catalog());
        assertThat(mirror.channel.sent(UpstreamPolled.class)).containsExactly(polled);
    }

    @Test
    void shouldReadAndAnnounceEverythingAgainWhenStartingOver() {
        mirror.poll.poll();
        mirror.channel.sent().clear();
        mirror.tree.reads().clear();

        mirror.poll.startOver();
        mirror.poll.poll();

        assertThat(mirror.tree.reads()).contains(PRODUCTS);
        assertThat(mirror.channel.sent(CatalogAccepted.class)).hasSize(1);
        assertThat(mirror.announced()).containsExactly(UNCHANGED);
    }

    @Test
    void shouldRequestWhatWasAcceptedEarlierWhileUpstreamIsAway() {
        mirror.poll.poll();
        mirror.channel.sent().clear();
        mirror.tree.reachable(false);
        MirrorPoller restarted = mirror.newProcess();

        UpstreamPolled polled = restarted.poll();

        assertThat(mirror.channel.sent(ItemRequested.class)).hasSize(1);
        assertThat(polled.outcome()).isEqualTo(UNREACHABLE);
        assertThat(polled.catalog()).isNotNull();
    }

    @Test
    void shouldAnnounceThatTheStoreFailed() {
        mirror.store.writable(false);

        UpstreamPolled polled = mirror.poll.poll();

        assertThat(polled.outcome()).isEqualTo(FAILED);
        assertThat(polled.reason()).isNotBlank();
        assertThat(mirror.announced()).containsExactly(FAILED);

        mirror.store.writable(true);
        assertThat(mirror.poll.poll().outcome()).isEqualTo(ACCEPTED);
    }

    @Test
    void shouldRepeatIdlePollAfterAnHour() {
        mirror.poll.poll();
        mirror.channel.sent().clear();
        mirror.clock.advance(Duration.ofMinutes(59));
        mirror.poll.poll();
        assertThat(mirror.announced()).isEmpty();

        mirror.clock.advance(Duration.ofMinutes(1));
        mirror.poll.poll();

        assertThat(mirror.announced()).containsExactly(UNCHANGED);
    }

    @Test
    void shouldHoldUnchangedUpstreamWithOneRequestWhenItIsTooOld() {
        mirror.poll.poll();
        mirror.clock.advance(Duration.ofDays(3650));
        mirror.tree.reads().clear();

        UpstreamPolled held = mirror.poll.poll();

        assertThat(held.outcome()).isEqualTo(HELD);
        assertThat(held.reason()).startsWith("freeze: ");
        assertThat(held.held()).isEqualTo(held.catalog());
        mirror.channel.sent().clear();
        mirror.store.writes().clear();
        assertThat(mirror.poll.poll().outcome()).isEqualTo(HELD);
        assertThat(mirror.channel.sent()).as("events of an idle poll").isEmpty();
        assertThat(mirror.store.writes()).as("writes of an idle poll").isEmpty();
        assertThat(mirror.tree.reads()).containsExactly(INDEX, INDEX);
    }

    @Test
    void shouldAnnounceAndRequestWhatAnOperatorAcceptedWhileUpstreamIsAway() {
        mirror.publish(9, "two");
        mirror.poll.poll();
        mirror.publish(8, "one");
        UpstreamPolled held = mirror.poll.poll();
        mirror.channel.sent().clear();
        mirror.operatorAccepts(held.held());
        mirror.tree.reachable(false);

        UpstreamPolled polled = mirror.poll.poll();

        assertThat(polled.catalog()).isEqualTo(held.held());
        assertThat(mirror.channel.sent(CatalogAccepted.class))
                .singleElement()
                .satisfies(accepted -> assertThat(accepted.revision()).isEqualTo(held.held()));
        assertThat(mirror.channel.sent(ItemRequested.class)).hasSize(1);
    }

    @Test
    void shouldReadAgainWhenDocumentsDoNotBelongTogetherYet() {
        mirror.poll.poll();
        mirror.tree.index().put("updated", "Thu, 24 Jul 2025 09:00:00 +0000");
        mirror.tree.entry(WatchedMirror.STREAM, "products:1.0").put("updated", "Thu, 24 Jul 2025 09:00:00 +0000");
        mirror.tree.putIndex();

        mirror.tree.beforeRead(
                INDEX,
                () -> mirror.tree.beforeRead(INDEX, () -> mirror.tree.beforeRead(INDEX, () -> publishProducts("two"))));
        assertThat(mirror.poll.poll().outcome()).as("after a moment").isEqualTo(ACCEPTED);
    }

    @Test
    void shouldTakeDocumentThatStaysOlderThanItsEntryAndAskForItInEachPoll() {
        mirror.poll.poll();
        mirror.tree.index().put("updated", "Thu, 24 Jul 2025 09:00:00 +0000");
        mirror.tree.entry(WatchedMirror.STREAM, "products:1.0").put("updated", "Thu, 24 Jul 2025 09:00:00 +0000");
        mirror.tree.putIndex();

        UpstreamPolled lagging = mirror.poll.poll();

        assertThat(lagging.outcome()).isEqualTo(UNCHANGED);
        assertThat(lagging.reason()).contains(PRODUCTS, "stays so");
        assertThat(mirror.poll.poll().reason()).isEqualTo(lagging.reason());
        publishProducts("two");
        assertThat(mirror.poll.poll().outcome()).as("the index is as before").isEqualTo(ACCEPTED);
    }

    private void publishProducts(String content) {
        mirror.tree.putSigned(PRODUCTS, WatchedMirror.products(9, content).root());
    }

    @Test
    void shouldMakeNoEventAndNoEntryWhenOnlyTimeStampsAreNew() {
        mirror.tree.validating(false);
        UpstreamPolled first = mirror.poll.poll();
        mirror.channel.sent().clear();
        mirror.store.writes().clear();
        for (int minute = 10; minute < 20; minute++) {
            var products = WatchedMirror.products(8, "one");
            products.root().put("updated", "Thu, 24 Jul 2025 08:" + minute + ":00 +0000");
            mirror.publish(products);

            UpstreamPolled polled = mirror.poll.poll();

            assertThat(polled.outcome()).isEqualTo(UNCHANGED);
            assertThat(polled.catalog()).isEqualTo(first.catalog());
        }
        assertThat(mirror.channel.sent()).isEmpty();
        assertThat(mirror.store.writes()).isEmpty();
    }

    @Test
    void shouldKeepStreamWhoseDocumentIsMalformedAsItWas() {
        UpstreamPolled before = mirror.poll.poll();
        mirror.tree.publish(
                WatchedMirror.products(8, "one"),
                new SampleProducts("com.example:other").item("q", "20250101", "root", "more"));
        ObjectNode malformed = WatchedMirror.products(9, "two").root();
        malformed.remove("products");
        mirror.tree.putSigned(PRODUCTS, malformed);

        UpstreamPolled polled = mirror.poll.poll();

        assertThat(polled.outcome()).isEqualTo(ACCEPTED);
        Catalog catalog = catalog(polled);
        assertThat(catalog.streams()).hasSize(2);
        assertThat(catalog.streams().get(new ContentId(WatchedMirror.STREAM)))
                .isEqualTo(catalog(before).streams().get(new ContentId(WatchedMirror.STREAM)));
        assertThat(catalog.refusals()).singleElement().satisfies(refusal -> assertThat(refusal.pointer())
                .isEqualTo("/index/" + WatchedMirror.STREAM));
        assertThat(mirror.log.entries(1, 9))
                .extracting(LogEntry::decision)
                .hasAtLeastOneElementOfType(Decision.UpstreamRefused.class);
    }

    private Catalog catalog(UpstreamPolled polled) {
        return CatalogCodec.decode(
                mirror.store.read(StoreKeys.catalog(WatchedMirror.NAME, polled.catalog()), 1_000_000));
    }
}
