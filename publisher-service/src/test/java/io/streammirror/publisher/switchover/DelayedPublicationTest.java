package io.streammirror.publisher.switchover;

import static io.streammirror.publisher.Trees.MIRROR;
import static io.streammirror.publisher.Trees.STREAM;
import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.decision.Decision;
import io.streammirror.decision.MirrorState;
import io.streammirror.decision.Pin;
import io.streammirror.decision.Proposal;
import io.streammirror.decision.StandingOrder;
import io.streammirror.publisher.Trees;
import io.streammirror.publisher.assemble.DelayedVersion;
import io.streammirror.publisher.snapshot.PreviousTrees;
import io.streammirror.simplestreams.ItemPath;
import io.streammirror.simplestreams.ProductName;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.simplestreams.VersionName;
import io.streammirror.store.ObjectAttributes;
import io.streammirror.store.StoreKeys;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A mirror that publishes the newest version that has been stored for a week. */
class DelayedPublicationTest extends PublisherFixture {
    private static final Duration WEEK = Duration.ofDays(7);
    private static final ProductName SEVEN = new ProductName("7");

    private MirrorPublisher patient = publisher(mirror(WEEK), store);

    @Test
    void shouldDelayFirstVersion() {
        accept("v1");
        storeItems("v1", "a");

        run(patient);

        assertThat(log.head().state().mirror(MIRROR).live()).isNull();
        assertThat(state.view(MIRROR).assembly().delayed())
                .containsExactly(new DelayedVersion(STREAM, SEVEN, new VersionName("v1"), NOW.plus(WEEK)));
    }

    @Test
    void shouldPublishVersionWhenDelayIsOverWithoutOtherChange() {
        accept("v1");
        storeItems("v1", "a");
        run(patient);

        clock.advance(WEEK.minusMillis(1));
        assertThat(patient.check()).isEqualTo(PublishNeed.NOTHING_NEW);
        clock.advance(Duration.ofMillis(1));
        run(patient);

        assertThat(listed()).containsExactly("v1");
        assertThat(state.view(MIRROR).assembly().delayed()).isEmpty();
    }

    @Test
    void shouldKnowAgeOfVersionWhenRestarted() {
        accept("v1");
        storeItems("v1", "a");
        run(patient);
        clock.advance(Duration.ofDays(6));
        patient = publisher(mirror(WEEK), store);
        run(patient);

        clock.advance(Duration.ofDays(1));
        run(patient);

        assertThat(listed()).containsExactly("v1");
    }

    @Test
    void shouldCountDelayFromLastStoredFile() {
        accept("v1");
        List<String> contents = Trees.contents("7", "v1", "a");
        store(contents.get(0));
        clock.advance(Duration.ofDays(5));
        store(contents.get(1));
        clock.advance(Duration.ofDays(5));
        run(patient);
        assertThat(log.head().state().mirror(MIRROR).live()).isNull();

        clock.advance(Duration.ofDays(2));
        run(patient);

        assertThat(listed()).containsExactly("v1");
    }

    @Test
    void shouldKeepDroppedOlderVersionWhileNewerOneIsDelayed() {
        publishAtOnce("v1");
        accept("v2");
        storeItems("v2", "a");

        run(patient);
        assertThat(listed()).containsExactly("v1");

        clock.advance(WEEK);
        run(patient);
        assertThat(listed()).containsExactly("v2");
    }

    @Test
    void shouldListNewestVersionThatIsOldEnough() {
        accept("v1");
        storeItems("v1", "a");
        clock.advance(Duration.ofDays(3));
        accept("v1", "v2");
        storeItems("v2", "a");
        clock.advance(Duration.ofDays(3));
        accept("v1", "v2", "v3");
        storeItems("v3", "a");

        clock.advance(Duration.ofDays(1));
        run(patient);
        assertThat(listed()).containsExactly("v1");
        clock.advance(Duration.ofDays(3));
        run(patient);
        assertThat(listed()).containsExactly("v2");
        clock.advance(Duration.ofDays(3));
        run(patient);
        assertThat(listed()).containsExactly("v3");
    }

    @Test
    void shouldNeverPublishVersionWhenUpstreamWithdrawsItDuringDelay() {
        publishAtOnce("v1");
        accept("v1", "v2");
        storeItems("v2", "a");
        run(patient);
        accept("v1");

        clock.advance(WEEK);
        run(patient);

        assertThat(listed()).containsExactly("v1");
    }

    @Test
    void shouldDelayNewContentOfPublishedVersion() {
        publishAtOnce("v1");
        accept(catalog("v1", "b"));
        storeItems("v1", "b");

        run(patient);
        assertThat(root("v1")).isEqualTo(Trees.sha256("7/v1/root a"));
        assertThat(state.view(MIRROR).assembly().delayed())
                .extracting(DelayedVersion::version)
                .containsExactly(new VersionName("v1"));

        clock.advance(WEEK);
        run(patient);
        assertThat(root("v1")).isEqualTo(Trees.sha256("7/v1/root b"));
    }

    @Test
    void shouldPublishPinnedVersionWithoutDelay() {
        publishAtOnce("v1");
        Sha256 revision = accept("v1", "v2");
        storeItems("v2", "a");
        run(patient);

        var order = new StandingOrder("alice", "the fix", NOW, 9);
        var pin = new Pin(STREAM, SEVEN, new VersionName("v2"), null, revision, order);
        log.append(head -> {
            MirrorState before = head.state().mirror(MIRROR);
            return Optional.of(new Proposal(
                    new Decision.VersionPinned(MIRROR, STREAM, SEVEN, pin.version()),
                    head.state()
                            .with(MIRROR, before.withOrders(before.standing().withPin(pin)))));
        });
        run(patient);

        assertThat(listed()).as("the newest counts, and v1 is old enough").containsExactly("v1", "v2");
    }

    private void publishAtOnce(String version) {
        accept(version);
        storeItems(version, "a");
        run(publisher(mirror(Duration.ZERO), store));
        assertThat(listed()).containsExactly(version);
    }

    private Sha256 accept(String... versions) {
        var editions = new TreeMap<String, String>();
        for (String version : versions) {
            editions.put(version, "a");
        }
        return accept(Trees.catalog(new TreeMap<>(Map.of("7", editions))));
    }

    private void store(String content) {
        store.put(StoreKeys.blob(Trees.sha256(content)), Trees.bytes(content), ObjectAttributes.BYTES);
    }

    private Sha256 root(String version) {
        return Objects.requireNonNull(live().files().get(new ItemPath("7/" + version + "/root-tgz")))
                .sha256();
    }

    private List<String> listed() {
        Sha256 id =
                Objects.requireNonNull(log.head().state().mirror(MIRROR).live()).id();
        return new PreviousTrees(store)
                .whole(MIRROR, id).documents().get(STREAM).products().get(SEVEN).versions().keySet().stream()
                        .map(VersionName::value)
                        .toList();
    }
}
