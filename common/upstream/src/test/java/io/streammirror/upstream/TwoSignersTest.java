package io.streammirror.upstream;

import static io.streammirror.upstream.FakeTree.KEY;
import static io.streammirror.upstream.FakeTree.NOW;
import static io.streammirror.upstream.FakeTree.pathOf;
import static io.streammirror.upstream.TwoKeys.OTHER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.streammirror.openpgp.Fingerprint;
import io.streammirror.openpgp.SignatureVerifier;
import io.streammirror.openpgp.Signer;
import io.streammirror.simplestreams.SampleProducts;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An upstream that signs file by file with two keys. */
class TwoSignersTest {
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final String IMAGES = "com.example:images";

    private final FakeTree tree = new FakeTree("https://upstream.example/tree/");

    @BeforeEach
    void publishProductsSignedByOtherKeyThanIndex() {
        var images = new SampleProducts(IMAGES).item("p", "20250101", "root", IMAGES);
        tree.publish(images);
        tree.put(pathOf(IMAGES), new Signer(OTHER, CLOCK).clearSign(images.bytes()));
    }

    @Test
    void shouldAcceptTreeWhenBothSignersAreInKeyring() {
        assertThat(read(Set.of()).orElseThrow().set().products()).hasSize(1);
    }

    @Test
    void shouldSayWhatToDoWhenOnlyOneSignerIsPinned() {
        assertThatThrownBy(() -> read(Set.of(KEY.fingerprint())))
                .isInstanceOf(UpstreamException.Refused.class)
                .hasMessageContaining(OTHER.fingerprint().hex())
                .hasMessageContaining("add it to 'fingerprints'");
    }

    private Optional<ReadResult> read(Set<Fingerprint> pinned) {
        var verifier = new SignatureVerifier(TwoKeys.keyring(), pinned, Set.of(), CLOCK);
        return new UpstreamReader(tree, DocumentTrust.signed(verifier), entry -> true)
                .read(TreeLocation.parse(tree.source(), false), null, Depth.INDEX);
    }
}
