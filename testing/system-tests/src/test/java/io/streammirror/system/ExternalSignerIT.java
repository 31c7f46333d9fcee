package io.streammirror.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The real gpg stands in for a hardware module: it has the key, the mirror has a command and the public part. */
final class ExternalSignerIT {
    private static final String MIRROR = "foreign";
    private static final String SECRET = "secret-slot-7";

    @TempDir
    private Path directory;

    @RegisterExtension
    private final Runs runs = new Runs();

    /** The path of the agent's socket must be short. */
    private Path home;

    @BeforeEach
    void makeKey() throws IOException {
        home = Files.createTempDirectory("gpg");
        gpg(
                "gpg",
                "--batch",
                "--quiet",
                "--passphrase",
                "",
                "--quick-generate-key",
                "Module",
                "rsa2048",
                "sign",
                "never");
        gpg("gpg", "--batch", "--output", directory.resolve("module.gpg").toString(), "--export", "Module");
    }

    @AfterEach
    void endAgent() {
        gpg("gpgconf", "--kill", "gpg-agent");
        gpg("rm", "-rf", home.toString());
    }

    @Test
    void shouldKeepServingSignedTreeWhenSigningCommandFails() throws IOException {
        SmallTree tree = SmallTree.named(MIRROR).with("20250101", 100_000);
        var upstream = runs.own(new Upstream(tree.tree()));
        script(signing());
        Path configuration = new Configuration(directory)
                .mirror(MIRROR, upstream)
                .section("signing", "{ command: [./sign, " + SECRET + "], public-key-file: module.gpg }")
                .write();
        var process = runs.own(MirrorProcess.up(directory.resolve("data"), configuration));
        process.awaitUp();
        var status = new StatusPage(process.runningPorts().managementSite());
        status.awaitPublished(MIRROR, tree.updated());

        // gpgv accepts all forms of what it serves.
        try (var published = new PublishedTree(process.runningPorts().site(), Configuration.servedAt(MIRROR))) {
            assertThat(published.importNewest()).isEqualTo(Set.of("20250101"));
            published.detached(PublishedTree.INDEX + ".json");

            script("echo the module is away >&2; exit 3");
            SmallTree next = tree.with("20250201", 100_000);
            upstream.publish(next.tree());

            assertThat(status.await(MIRROR, "names the signer", mirror -> mirror.toString()
                                    .contains("the signing command sign ended with exit code 3"))
                            .toString())
                    .doesNotContain(SECRET);
            assertThat(published.importNewest()).isEqualTo(Set.of("20250101"));

            script(signing());
            status.awaitPublished(MIRROR, next.updated());
            assertThat(published.importNewest()).isEqualTo(Set.of("20250201"));
        }
        assertThat(directory.resolve("data/keys/mirror.key")).doesNotExist();
        assertThat(process.out() + process.err()).doesNotContain(SECRET);
    }

    private String signing() {
        return "test \"$1\" = " + SECRET + " || exit 64\n"
                + "export GNUPGHOME=" + home + "\n"
                + "case \"$2\" in\n"
                + "text) exec gpg --batch --quiet --textmode --detach-sign ;;\n"
                + "binary) exec gpg --batch --quiet --detach-sign ;;\n"
                + "esac\n"
                + "exit 64";
    }

    /** In one step: it may just be run. */
    private void script(String body) throws IOException {
        Path next = directory.resolve("sign.next");
        Files.writeString(next, "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(next, PosixFilePermissions.fromString("rwx------"));
        Files.move(next, directory.resolve("sign"), StandardCopyOption.ATOMIC_MOVE);
    }

    private void gpg(String... words) {
        new Command(List.of(words), Map.of("GNUPGHOME", home.toString())).output();
    }
}
