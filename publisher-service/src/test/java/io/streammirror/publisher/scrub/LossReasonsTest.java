package io.streammirror.publisher.scrub;

import static io.streammirror.publisher.Trees.MIRROR;
import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.api.LostBlob;
import io.streammirror.config.Settings;
import io.streammirror.config.SettingsFixture;
import io.streammirror.event.ItemFailed;
import io.streammirror.event.ItemStored;
import io.streammirror.openpgp.KeyAlgorithm;
import io.streammirror.openpgp.SigningKey;
import io.streammirror.simplestreams.Sha256;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which damaged blobs count as lost, and what the operator can do. */
final class LossReasonsTest {
    private static final Settings POLLED = SettingsFixture.mirror(MIRROR).alone();

    @Test
    void shouldNotCountBlobAsLostBeforeItsSourceHasFailed() {
        var mirror = new ScrubbedMirror(POLLED);
        List<Sha256> blobs = mirror.storeVersion("v1");

        assertThat(mirror.lost.of(blobs)).isEmpty();
    }

    @Test
    void shouldCountBlobAsLostUntilSourceHasItAgain() {
        var mirror = new ScrubbedMirror(POLLED);
        List<Sha256> blobs = mirror.storeVersion("v1");
        Sha256 blob = blobs.get(0);

        mirror.state.observe(
                new ItemFailed(blob, "404 of\nupstream", true, null, "run", "fetcher", mirror.clock.instant()));
        List<LostBlob> lost = mirror.lost.of(blobs);
        mirror.state.observe(new ItemStored(blob, 1, 1, "run", "fetcher", mirror.clock.instant()));

        assertThat(lost).extracting(LostBlob::sha256).containsExactly(blob);
        assertThat(lost.get(0).reason()).startsWith("no source has it, and it is tried again: 404 of");
        assertThat(lost.get(0).reason()).doesNotContain("\n");
        assertThat(mirror.lost.of(blobs)).isEmpty();
    }

    @Test
    void shouldAskForRequestToSenderWhenMirrorImports() {
        SigningKey sender = SigningKey.generate("Site <site@example.org>", KeyAlgorithm.ED25519, ScrubbedMirror.START);
        var mirror = new ScrubbedMirror(
                SettingsFixture.mirror(MIRROR).importing(sender.publicKeyring()).alone());
        List<Sha256> blobs = mirror.storeVersion("v1");

        assertThat(mirror.lost.of(blobs))
                .extracting(LostBlob::reason)
                .containsOnly("it comes in a bundle: send a request of 'mirror request' to its sender")
                .hasSize(2);
    }

    @Test
    void shouldSayThatNoCatalogNamesBlob() {
        var mirror = new ScrubbedMirror(POLLED);
        mirror.storeVersion("v1");
        Sha256 old = mirror.store("old document");

        assertThat(mirror.lost.of(List.of(old)))
                .extracting(LostBlob::reason)
                .allMatch(reason -> reason.startsWith("no catalog names it"))
                .hasSize(1);
    }

    @Test
    void shouldListLostBlobsInOrderOfTheirHashes() {
        var mirror = new ScrubbedMirror(POLLED);
        List<Sha256> old = List.of(mirror.store("one"), mirror.store("two"), mirror.store("three"));

        assertThat(mirror.lost.of(old))
                .extracting(LostBlob::sha256)
                .containsExactlyElementsOf(old.stream().sorted().toList());
    }
}
