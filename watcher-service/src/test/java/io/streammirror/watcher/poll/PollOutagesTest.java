package io.streammirror.watcher.poll;

import static io.streammirror.event.UpstreamPolled.Outcome.ACCEPTED;
import static io.streammirror.event.UpstreamPolled.Outcome.FAILED;
import static io.streammirror.event.UpstreamPolled.Outcome.HELD;
import static io.streammirror.event.UpstreamPolled.Outcome.UNCHANGED;
import static io.streammirror.event.UpstreamPolled.Outcome.UNREACHABLE;
import static io.streammirror.upstream.FakeTree.INDEX;
import static io.streammirror.upstream.FakeTree.pathOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.streammirror.event.CatalogAccepted;
import io.streammirror.event.ItemRequested;
import io.streammirror.event.UpstreamPolled;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Polls while upstream, store or broker is away. */
class PollOutagesTest {
    private static final String PRODUCTS = pathOf(WatchedMirror.STREAM);

    private final WatchedMirror mirror = new WatchedMirror();

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
}
