package io.streammirror.publisher.switchover;

import static io.streammirror.publisher.Trees.MIRROR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.streammirror.decision.LivePublication;
import io.streammirror.openpgp.ForeignKey;
import io.streammirror.openpgp.ForeignSigner;
import io.streammirror.openpgp.ForeignSignerException;
import io.streammirror.openpgp.KeyAlgorithm;
import io.streammirror.openpgp.SignatureMaker;
import io.streammirror.openpgp.SigningKey;
import io.streammirror.publisher.sign.PublisherIdentity;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Another program has the key, and may fail. */
class ExternalSignerTest extends PublisherFixture {
    private final ForeignSigner module = signingWith(KEY);

    @Test
    void shouldPublishUnderKeyOfSigningCommand() {
        accept(catalog("v1", "a"));
        storeItems("v1", "a");

        run(publisher(module));

        assertThat(liveDecision().signer()).isEqualTo(KEY.fingerprint().hex());
        assertThatAllIsStored(live());
    }

    @Test
    void shouldKeepPublicationAndTryAgainWhenSigningFails() {
        accept(catalog("v1", "a"));
        storeItems("v1", "a");
        run(publisher(module));
        LivePublication before = liveDecision();
        accept(catalog("v2", "b"));
        storeItems("v2", "b");
        Set<String> stored = Set.copyOf(store.contents().keySet());
        SigningKey stranger = SigningKey.generate("Stranger", KeyAlgorithm.ED25519, NOW.minusSeconds(60));

        assertRefused((bytes, kind) -> {
            throw new ForeignSignerException("it is away", null);
        });
        assertRefused((bytes, kind) -> "no signature".getBytes(StandardCharsets.UTF_8));
        assertRefused(signingWith(stranger));
        assertRefused((bytes, kind) -> module.sign(new byte[] {1}, kind));
        assertThat(liveDecision()).isEqualTo(before);
        assertThat(store.contents()).containsOnlyKeys(stored);

        run(publisher(module));
        assertThat(liveDecision().sequence()).isGreaterThan(before.sequence());
    }

    private void assertRefused(ForeignSigner signer) {
        assertThatThrownBy(() -> run(publisher(signer))).isInstanceOf(ForeignSignerException.class);
    }

    private ForeignSigner signingWith(SigningKey key) {
        return (bytes, kind) -> key.sign(bytes, kind, clock.instant()).packet();
    }

    private MirrorPublisher publisher(ForeignSigner signer) {
        SignatureMaker key = new ForeignKey(signer, KEY.publicKeyring(), clock);
        return new MirrorPublisher(
                mirror(),
                store,
                inventories,
                log,
                new PublisherIdentity(key, Set.of()),
                state,
                announced::add,
                PublishStages.UNOBSERVED,
                clock);
    }

    private LivePublication liveDecision() {
        return Objects.requireNonNull(log.head().state().mirror(MIRROR).live());
    }
}
