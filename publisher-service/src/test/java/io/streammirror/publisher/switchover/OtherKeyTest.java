package io.streammirror.publisher.switchover;

import static io.streammirror.publisher.Trees.MIRROR;
import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.decision.LivePublication;
import io.streammirror.maas.Rule;
import io.streammirror.openpgp.Fingerprint;
import io.streammirror.openpgp.KeyAlgorithm;
import io.streammirror.openpgp.SigningKey;
import io.streammirror.publisher.sign.PublisherIdentity;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two publishers with different keys on one bucket. */
class OtherKeyTest extends PublisherFixture {
    private static final SigningKey OTHER =
            SigningKey.generate("Other <other@example.com>", KeyAlgorithm.ED25519, NOW.minusSeconds(60));

    @BeforeEach
    void publish() {
        accept(catalog("v1", "a"));
        storeItems("v1", "a");
        run(publisher);
    }

    @Test
    void shouldRefuseToSwitchAndNameRemedyWhenKeyDiffers() {
        LivePublication before = liveDecision();

        run(publisher(OTHER, Set.of()));

        assertThat(liveDecision()).isEqualTo(before);
        assertThat(state.view(MIRROR).assembly().violations()).singleElement().satisfies(violation -> {
            assertThat(violation.rule()).isEqualTo(Rule.SIGNER);
            assertThat(violation.message())
                    .contains(KEY.fingerprint().hex(), OTHER.fingerprint().hex(), "mirror key rotate");
        });
    }

    @Test
    void shouldRefuseToSwitchWhenCatalogIsNewAndKeyDiffers() {
        LivePublication before = liveDecision();
        accept(catalog("v2", "b"));
        storeItems("v2", "b");

        run(publisher(OTHER, Set.of()));

        assertThat(liveDecision()).isEqualTo(before);
    }

    @Test
    void shouldSignAgainWithReplacingKeyAndRefuseFormerKey() {
        run(publisher(OTHER, Set.of(KEY.fingerprint())));

        LivePublication after = liveDecision();
        assertThat(after.signer()).isEqualTo(OTHER.fingerprint().hex());

        run(publisher);
        assertThat(liveDecision()).isEqualTo(after);
        assertThat(state.view(MIRROR).assembly().violations())
                .extracting(violation -> violation.rule())
                .containsExactly(Rule.SIGNER);
    }

    private MirrorPublisher publisher(SigningKey key, Set<Fingerprint> replaced) {
        return new MirrorPublisher(
                mirror(),
                store,
                inventories,
                log,
                new PublisherIdentity(key, replaced),
                state,
                announced::add,
                PublishStages.UNOBSERVED,
                clock);
    }

    private LivePublication liveDecision() {
        return Objects.requireNonNull(log.head().state().mirror(MIRROR).live());
    }
}
