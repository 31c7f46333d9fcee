package io.streammirror.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.openpgp.keys.KeyFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The signing key from its creation to its rotation, as docs/keys.md describes it. */
@Tag("slow")
final class KeyRotationIT {
    private static final String ALL_IS_RIGHT = "signatures, sizes and hashes are right";

    @TempDir
    private Path directory;

    @RegisterExtension
    private final Runs runs = new Runs();

    @Test
    void shouldSwitchToNextKeyAndRefuseFormerKey() throws IOException {
        var upstream = runs.own(new Upstream(
                SmallTree.named("rotated").with("20250101", 100_000).tree()));
        Path configuration =
                new Configuration(directory).mirror("rotated", upstream).write();
        Path keyFile = directory.resolve("data/keys/mirror.key");
        var files = new KeyFiles(keyFile, Optional.empty());
        command("key", "create", "--algorithm", "ed25519", "--out", keyFile.toString());
        command("key", "rotate", "--algorithm", "ed25519", "--prepare", "--key-file", keyFile.toString());
        String former = files.key().fingerprint().hex();

        // While both keys are published, the former one signs
        assertThat(up(configuration, 0).out()).contains(ALL_IS_RIGHT);

        command("key", "rotate", "--switch", "--key-file", keyFile.toString());
        assertThat(up(configuration, 0).out()).contains(ALL_IS_RIGHT);

        // The former key is brought back by hand.
        String now = files.key().fingerprint().hex();
        Files.move(files.oldFile(), keyFile, StandardCopyOption.REPLACE_EXISTING);
        Files.delete(files.replacesFile());
        MirrorProcess refused = up(configuration, 3);
        assertThat(refused.out() + refused.err()).contains(former, now, "mirror key rotate");
    }

    private MirrorProcess up(Path configuration, int exitCode) {
        var process = runs.own(MirrorProcess.up(directory.resolve("data"), configuration, "--once"));
        assertThat(process.awaitExit()).as("exit code%s", process.tails()).isEqualTo(exitCode);
        return process;
    }

    private void command(String... arguments) {
        var process = runs.own(MirrorProcess.command(directory, arguments));
        assertThat(process.awaitExit()).as(process.err()).isZero();
    }
}
