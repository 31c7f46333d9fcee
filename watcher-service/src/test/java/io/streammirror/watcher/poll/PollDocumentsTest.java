package io.streammirror.watcher.poll;

import static io.streammirror.event.UpstreamPolled.Outcome.ACCEPTED;
import static io.streammirror.event.UpstreamPolled.Outcome.HELD;
import static io.streammirror.event.UpstreamPolled.Outcome.UNCHANGED;
import static io.streammirror.upstream.FakeTree.INDEX;
import static io.streammirror.upstream.FakeTree.pathOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.streammirror.catalog.Catalog;
import io.streammirror.catalog.CatalogCodec;
import io.streammirror.decision.Decision;
import io.streammirror.decision.LogEntry;
import io.streammirror.event.UpstreamPolled;
import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.SampleProducts;
import io.streammirror.store.StoreKeys;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What polls make of documents that changed, or did not. */
class PollDocumentsTest {
    private static final String PRODUCTS = pathOf(WatchedMirror.STREAM);

    private final WatchedMirror mirror = new WatchedMirror();

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

    private void publishProducts(String content) {
        mirror.tree.putSigned(PRODUCTS, WatchedMirror.products(9, content).root());
    }

    private Catalog catalog(UpstreamPolled polled) {
        return CatalogCodec.decode(
                mirror.store.read(StoreKeys.catalog(WatchedMirror.NAME, polled.catalog()), 1_000_000));
    }
}
