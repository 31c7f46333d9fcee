package io.streammirror.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A site that never has an upstream: what it publishes came in bundles, on directories in the place of disks. */
@Tag("slow")
final class AirGapIT {
    private static final String STABLE = "maas-stable";
    private static final String CANDIDATE = "maas-candidate";

    @TempDir
    private Path directory;

    @RegisterExtension
    private final Runs runs = new Runs();

    @Test
    void shouldPublishWhatCameInThreeBundles() throws IOException {
        SmallTree stable = SmallTree.named("air-gap").with("20250101", 2_300_000);
        SmallTree candidate = SmallTree.named("air-gap-2").with("20250102", 200_000);
        var upstream = runs.own(new Upstream(stable.tree()));
        var other = runs.own(new Upstream(candidate.tree()));
        Path connectedHome = Files.createDirectories(directory.resolve("connected"));
        var configuration =
                new Configuration(connectedHome).mirror(STABLE, upstream).mirror(CANDIDATE, other);
        var gap = new AirGap(runs, directory, configuration, STABLE, CANDIDATE);
        gap.connectedStatus().awaitPublished(STABLE, stable.updated());
        gap.connectedStatus().awaitPublished(CANDIDATE, candidate.updated());
        gap.withOffline(directory.resolve("offline/data"));

        // A whole bundle of two mirrors, the second part of which is left behind at first.
        Path disk = directory.resolve("disk");
        assertThat(gap.export(0, disk, "--split", "1M")).contains("to carry: ", "The bundle is complete in " + disk);
        assertThat(gap.command(0, null, "bundle", "show", disk.toString()))
                .contains("of mirror " + STABLE, "of mirror " + CANDIDATE, "part         part-0002.tar")
                .contains("name your keyring with --keyring");
        Path pocket = gap.directory("pocket");
        Files.move(disk.resolve("part-0002.tar"), pocket.resolve("part-0002.tar"));
        assertThat(gap.take(4, disk)).contains("part-0002.tar is missing");
        assertThat(gap.isPublished(STABLE)).isFalse();
        assertThat(gap.take(0, pocket, disk)).contains(": bundle ", " is imported, entry ");
        gap.awaitNewest(STABLE, "20250101");
        gap.awaitNewest(CANDIDATE, "20250102");

        // What the site lacks of the next version, by its own request.
        stable = stable.with("20250201", 1000);
        upstream.publish(stable.tree());
        gap.connectedStatus().awaitPublished(STABLE, stable.updated());
        Path request = directory.resolve("request.asc");
        gap.command(0, gap.offline(), "request", "-o", request.toString());
        Path next = directory.resolve("next");
        gap.export(0, next, "--request", request.toString());
        assertThat(next.resolve("part-0001.tar").toFile().length()).isLessThan(1_000_000);
        gap.take(0, next);
        gap.awaitNewest(STABLE, "20250201");
        assertThat(gap.receipt()).content().contains("\"stored\"");

        // An image of the connected site's own travels with the publication that lists it.
        addImage(gap);
        Path own = directory.resolve("own");
        gap.export(0, own, "--request", gap.receipt().toString());
        gap.take(0, own);
        gap.awaitNewest(STABLE, "20260101");
        assertThat(gap.served(STABLE)).contains("20250201", "20260101");

        // Both logs name the same manifest, and the first bundle again is an older state.
        assertThat(gap.command(0, gap.offline(), "history", "--verify")).contains("the log is whole");
        assertThat(gap.command(0, gap.offline(), "history", "--mirror", STABLE)).contains("imported");
        assertThat(gap.take(3, disk, pocket)).contains("is held: rollback");
        assertThat(gap.served(STABLE)).contains("20250201", "20260101");
    }

    private void addImage(AirGap gap) throws IOException {
        Path files = gap.directory("files");
        Files.writeString(files.resolve("vmlinuz"), "kernel");
        Files.writeString(files.resolve("initrd.img"), "initrd");
        Files.write(files.resolve("noble.squashfs"), new byte[300_000]);
        gap.command(
                0,
                gap.connected(),
                "add-image",
                "--mirror",
                STABLE,
                "--os",
                "ubuntu",
                "--release",
                "noble-custom",
                "--arch",
                "amd64",
                "--serial",
                "20260101",
                "--why",
                "certified",
                files.toString());
        Await.until("the connected site publishes its own image", () -> AirGap.newest(gap.connected(), STABLE)
                .contains("20260101"));
    }
}
