package io.streammirror.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.streammirror.mirror.MirrorName;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Mirrors with {@code import}. */
class ImportSettingsTest extends SettingsOnDisk {
    private Settings read(String mirror) throws IOException {
        return read("stream-mirror:\n  mirrors:\n    offline: " + mirror + "\n", Map.of());
    }

    @Test
    void shouldTakeKeyringOfSender() throws IOException {
        MirrorSettings offline =
                read("{ path: /p, max-removal: 10%, import: { keyring: ubuntu-cloudimage, fingerprints:"
                                + " [D2EB44626FDDC30B513D5BB71A5D6C4C7DB87C81] } }")
                        .mirrors()
                        .get(new MirrorName("offline"));

        assertThat(offline.isImported()).isTrue();
        assertThat(offline.isPolled()).isFalse();
        assertThat(offline.unsigned()).isFalse();
        assertThat(offline.keyring()).isPresent();
        assertThat(offline.fingerprints()).hasSize(1);
        assertThat(offline.keepRemoved()).contains(Duration.ZERO);
    }

    @Test
    void shouldPollNoMirrorWithImport() throws IOException {
        assertThat(read("{ path: /p, import: { keyring: ubuntu-cloudimage } }").polled())
                .isEmpty();
    }

    @Test
    void shouldRequireKeyringOfSender() {
        assertThatThrownBy(() ->
                        read("{ path: /p, import: { fingerprints: [D2EB44626FDDC30B513D5BB71A5D6C4C7DB87C81] } }"))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("offline.import.keyring: is missing");
    }

    @Test
    void shouldNameOnlyTheKeyringWhenItCannotBeRead() {
        assertThatThrownBy(() -> read("{ path: /p, import: { keyring: sender.gpg } }"))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("offline.import.keyring: 'sender.gpg' is no bundled keyring")
                .hasMessageNotContaining("source");
    }

    @Test
    void shouldRefuseSourceBesideImport() {
        assertThatThrownBy(() ->
                        read("{ path: /p, source: 'https://images.example/', import: { keyring: ubuntu-cloudimage } }"))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("offline.source: cannot stand beside 'import'");
    }
}
