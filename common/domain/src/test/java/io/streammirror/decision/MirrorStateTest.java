package io.streammirror.decision;

import static io.streammirror.decision.Decisions.NOON;
import static io.streammirror.decision.Decisions.hash;
import static io.streammirror.decision.Decisions.publication;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.ItemPath;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class MirrorStateTest {
    private static final PublicationRetention ONE_OR_A_DAY = new PublicationRetention(1, Duration.ofDays(1));

    @Test
    void shouldSupersedeLivePublicationWhenAnotherGoesLive() {
        MirrorState state = MirrorState.EMPTY
                .withLive(publication("a", 1), NOON, ONE_OR_A_DAY)
                .withLive(publication("b", 2), NOON.plusSeconds(1), ONE_OR_A_DAY);

        assertThat(state.live()).isEqualTo(publication("b", 2));
        assertThat(state.superseded())
                .containsExactly(new SupersededPublication(publication("a", 1), NOON.plusSeconds(1)));
        assertThat(state.keptPublications()).containsExactly(hash("b"), hash("a"));
    }

    @Test
    void shouldKeepSupersededPublicationsByNumberOrAge() {
        MirrorState state = MirrorState.EMPTY
                .withLive(publication("a", 1), NOON, ONE_OR_A_DAY)
                .withLive(publication("b", 2), NOON, ONE_OR_A_DAY)
                .withLive(publication("c", 3), NOON.plusSeconds(1), ONE_OR_A_DAY);
        assertThat(state.keptPublications()).containsExactly(hash("c"), hash("b"), hash("a"));

        MirrorState later = state.withLive(publication("d", 4), NOON.plus(Duration.ofDays(2)), ONE_OR_A_DAY);

        assertThat(later.keptPublications()).containsExactly(hash("d"), hash("c"));
    }

    @Test
    void shouldNotListPublicationAsSupersededWhenItIsLiveAgain() {
        MirrorState state = MirrorState.EMPTY
                .withLive(publication("a", 1), NOON, ONE_OR_A_DAY)
                .withLive(publication("b", 2), NOON, ONE_OR_A_DAY)
                .withLive(publication("a", 3), NOON, ONE_OR_A_DAY);

        assertThat(state.keptPublications()).containsExactly(hash("a"), hash("b"));
    }

    @Test
    void shouldEndRefusalAndHeldChangeWhenCatalogIsAccepted() {
        MirrorState stopped =
                MirrorState.EMPTY.withHeld(change("x", NOON)).withRefused(new UpstreamRefusal("signature", NOON));

        MirrorState going = stopped.withCatalog(catalog("c"), UpstreamMarks.NONE);

        assertThat(going.refused()).isNull();
        assertThat(going.held()).isNull();
    }

    @Test
    void shouldEndRefusalWhenChangeIsHeld() {
        MirrorState held = MirrorState.EMPTY
                .withRefused(new UpstreamRefusal("signature", NOON))
                .withHeld(change("x", NOON));

        assertThat(held.refused()).isNull();
        assertThat(held.held()).isEqualTo(change("x", NOON));
    }

    @Test
    void shouldKeepMarkOfStreamWhenUpstreamDropsIt() {
        var kept = new ContentId("com.example:kept");
        var dropped = new ContentId("com.example:dropped");
        var old = new HighWater(NOON, hash("old"));
        var next = new HighWater(NOON.plusSeconds(1), hash("next"));
        var index = new IndexMark(new ItemPath("streams/v1/index.sjson"), old);

        MirrorState state = MirrorState.EMPTY
                .withCatalog(catalog("a"), new UpstreamMarks(new TreeMap<>(Map.of(kept, old, dropped, old)), index))
                .withCatalog(catalog("b"), new UpstreamMarks(new TreeMap<>(Map.of(kept, next)), null));

        assertThat(state.marks().streams()).containsExactlyInAnyOrderEntriesOf(Map.of(kept, next, dropped, old));
        assertThat(state.marks().index()).isEqualTo(index);
    }

    @Test
    void shouldAcceptHeldChangeWhenItIsOlder() {
        MirrorState held = MirrorState.EMPTY
                .withCatalog(catalog("new"), marks(NOON))
                .withHeld(change("old", NOON.minusSeconds(60)));

        MirrorState accepted = held.accepting(held.held(hash("old").hex().substring(0, 12)), NOON, 7);

        assertThat(accepted.catalog())
                .isEqualTo(new AcceptedCatalog(
                        hash("old"), NOON, 7, hash("selections"), new TreeSet<>(Set.of(Suspicion.ROLLBACK))));
        assertThat(accepted.marks()).isEqualTo(marks(NOON.minusSeconds(60)));
        assertThat(accepted.held()).isNull();
    }

    @Test
    void shouldRefuseToAcceptRevisionThatIsNotHeld() {
        MirrorState held = MirrorState.EMPTY.withHeld(change("x", NOON));

        assertThatThrownBy(() -> held.held(hash("y").hex()))
                .isInstanceOf(NothingHeldException.class)
                .hasMessageContainingAll(hash("y").hex(), hash("x").hex());
        assertThatThrownBy(() -> MirrorState.EMPTY.held(hash("y").hex()))
                .isInstanceOf(NothingHeldException.class)
                .hasMessageContaining("nothing is");
    }

    private static AcceptedCatalog catalog(String name) {
        return new AcceptedCatalog(hash(name), NOON, 1, hash("selections"));
    }

    private static UpstreamMarks marks(Instant updated) {
        return new UpstreamMarks(
                new TreeMap<>(Map.of(new ContentId("com.example:images"), new HighWater(updated, hash("body")))), null);
    }

    private static HeldChange change(String name, Instant updated) {
        return new HeldChange(
                hash(name),
                hash("difference"),
                hash("selections"),
                marks(updated),
                List.of(new Objection(Suspicion.ROLLBACK, "older than before")),
                NOON);
    }
}
