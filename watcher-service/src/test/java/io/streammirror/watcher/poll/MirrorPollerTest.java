package io.streammirror.watcher.poll;

import static io.streammirror.event.UpstreamPolled.Outcome.ACCEPTED;
import static io.streammirror.event.UpstreamPolled.Outcome.REFUSED;
import static io.streammirror.event.UpstreamPolled.Outcome.UNCHANGED;
import static io.streammirror.upstream.FakeTree.INDEX;
import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.decision.Decision;
import io.streammirror.event.CatalogAccepted;
import io.streammirror.event.ItemRequested;
import io.streammirror.event.UpstreamPolled;
import io.streammirror.selection.Filter;
import io.streammirror.selection.Selection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class MirrorPollerTest {
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
}
