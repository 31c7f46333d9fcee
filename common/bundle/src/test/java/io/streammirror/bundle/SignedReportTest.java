package io.streammirror.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.streammirror.mirror.MirrorName;
import io.streammirror.openpgp.Signer;
import io.streammirror.openpgp.SigningKey;
import io.streammirror.simplestreams.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignedReportTest {
    private static final Sha256 BLOB = Sha256.of(new byte[] {1});
    private static final Sha256 OTHER = Sha256.of(new byte[] {2});

    private final SigningKey key = SendingSite.newKey();

    @TempDir
    private Path directory;

    private SiteReport report() {
        var receipt = new SiteReport.Receipt(
                BLOB,
                key.fingerprint(),
                List.of(OTHER),
                List.of(BLOB),
                1,
                7,
                List.of(OTHER),
                new TreeMap<>(Map.of(new MirrorName("offline"), 12L)),
                null);
        return new SiteReport(
                SiteReport.FORMAT,
                SendingSite.NOW,
                key.fingerprint(),
                new String(key.publicKeyring().armored(), StandardCharsets.US_ASCII),
                new TreeMap<>(Map.of(new MirrorName("offline"), OTHER)),
                List.of(BLOB, OTHER),
                List.of(receipt));
    }

    private Path write() {
        Path file = directory.resolve("receipt.asc");
        SignedReport.write(report(), new Signer(key, SendingSite.CLOCK), file);
        return file;
    }

    @Test
    void shouldReadWhatWasWritten() throws IOException {
        Path file = write();

        SignedReport read = SignedReport.read(file, SendingSite.CLOCK);

        assertThat(read.report()).isEqualTo(report());
        assertThat(read.sha256()).isEqualTo(Sha256.of(Files.readAllBytes(file)));
    }

    @Test
    void shouldRefuseDamagedFile() throws IOException {
        Path file = write();
        Files.writeString(file, Files.readString(file).replace("\"present\": 7", "\"present\": 8"));

        assertThatThrownBy(() -> SignedReport.read(file, SendingSite.CLOCK))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("is no intact request or receipt");
    }

    @Test
    void shouldRefuseOtherFile() throws IOException {
        Path file = Files.writeString(directory.resolve("notes.txt"), "buy milk");

        assertThatThrownBy(() -> SignedReport.read(file, SendingSite.CLOCK))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("it is not signed");
    }
}
