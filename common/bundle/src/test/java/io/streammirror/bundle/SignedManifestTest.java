package io.streammirror.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.streammirror.openpgp.Signer;
import io.streammirror.openpgp.SigningKey;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignedManifestTest {
    private final SendingSite sender = new SendingSite();

    @TempDir
    private Path directory;

    @Test
    void shouldRefuseManifestOfUnknownKey() {
        SignedManifest signed = sender.export(sender.publish(10), directory);
        SigningKey other = SendingSite.newKey();

        assertThatThrownBy(() -> SignedManifest.open(signed.bytes(), SendingSite.trusting(other.publicKeyring())))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("the manifest of the bundle is refused")
                .hasMessageContaining(signed.manifest().sender().hex());
    }

    @Test
    void shouldShowSignerOfManifestBeforeItIsTrusted() {
        SignedManifest signed = sender.export(sender.publish(10), directory);

        SignedManifest shown = SignedManifest.openUntrusted(signed.bytes(), SendingSite.CLOCK);

        assertThat(shown.signature().signer()).isEqualTo(signed.signature().signer());
        assertThat(shown.manifest()).isEqualTo(signed.manifest());
    }

    @Test
    void shouldRefuseChangedManifest() {
        SignedManifest signed = sender.export(sender.publish(10), directory);
        byte[] changed = new String(signed.bytes(), StandardCharsets.UTF_8)
                .replace("\"size\": 10", "\"size\": 10 ")
                .replace("2026-11-23T12:00:00Z", "2026-11-24T12:00:00Z")
                .getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> SignedManifest.openUntrusted(changed, SendingSite.CLOCK))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("refused");
    }

    @Test
    void shouldAskForUpdateWhenFormatIsNewer() {
        SigningKey key = SendingSite.newKey();
        byte[] newer = new Signer(key, SendingSite.CLOCK)
                .clearSign("{\n \"format\": \"bundle:9\"\n}\n".getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> SignedManifest.open(newer, SendingSite.trusting(key.publicKeyring())))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("'bundle:9'")
                .hasMessageContaining("update this site");
    }

    @Test
    void shouldRefuseFileThatIsNoManifest() {
        assertThatThrownBy(
                        () -> SignedManifest.openUntrusted("hello".getBytes(StandardCharsets.UTF_8), SendingSite.CLOCK))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("no clear-signed manifest");
    }
}
