package io.streammirror.log;

import static io.streammirror.log.Decisions.NOON;
import static io.streammirror.log.Decisions.hash;
import static io.streammirror.log.Decisions.publication;
import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.simplestreams.ContentId;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class MirrorStateTest {
    private static final PublicationRetention ONE_OR_A_DAY = new PublicationRetention(1, Duration.ofDays(1));

    @Test
    void aSwitchSupersedesTheLivePublication() {
        MirrorState state = MirrorState.EMPTY
                .withLive(publication("a", 1), NOON, ONE_OR_A_DAY)
                .withLive(publication("b", 2), NOON.plusSeconds(1), ONE_OR_A_DAY);

        assertThat(state.live()).isEqualTo(publication("b", 2));
        assertThat(state.superseded())
                .containsExactly(new SupersededPublication(publication("a", 1), NOON.plusSeconds(1)));
        assertThat(state.keptPublications()).containsExactly(hash("b"), hash("a"));
    }

    @Test
    void supersededPublicationsAreKeptByNumberOrByAge() {
        MirrorState state = MirrorState.EMPTY
                .withLive(publication("a", 1), NOON, ONE_OR_A_DAY)
                .withLive(publication("b", 2), NOON, ONE_OR_A_DAY)
                .withLive(publication("c", 3), NOON.plusSeconds(1), ONE_OR_A_DAY);
        assertThat(state.keptPublications()).containsExactly(hash("c"), hash("b"), hash("a"));

        MirrorState later = state.withLive(publication("d", 4), NOON.plus(Duration.ofDays(2)), ONE_OR_A_DAY);

        assertThat(later.keptPublications()).containsExactly(hash("d"), hash("c"));
    }

    @Test
    void aPublicationThatIsLiveAgainIsNoLongerSuperseded() {
        MirrorState state = MirrorState.EMPTY
                .withLive(publication("a", 1), NOON, ONE_OR_A_DAY)
                .withLive(publication("b", 2), NOON, ONE_OR_A_DAY)
                .withLive(publication("a", 3), NOON, ONE_OR_A_DAY);

        assertThat(state.keptPublications()).containsExactly(hash("a"), hash("b"));
    }

    @Test
    void anAcceptedCatalogEndsARefusal() {
        MirrorState refused = MirrorState.EMPTY.withRefused(new Refusal("signature", NOON));

        assertThat(refused.withCatalog(new AcceptedCatalog(hash("c"), NOON, 1)).refused())
                .isNull();
    }

    @Test
    void theMarkOfAStreamThatUpstreamDroppedStays() {
        var kept = new ContentId("com.example:kept");
        var dropped = new ContentId("com.example:dropped");
        var old = new HighWater(NOON, hash("old"));
        var next = new HighWater(NOON.plusSeconds(1), hash("next"));

        MirrorState state = MirrorState.EMPTY
                .withHighWater(new TreeMap<>(Map.of(kept, old, dropped, old)))
                .withHighWater(new TreeMap<>(Map.of(kept, next)));

        assertThat(state.highWater()).containsExactlyInAnyOrderEntriesOf(Map.of(kept, next, dropped, old));
    }
}
