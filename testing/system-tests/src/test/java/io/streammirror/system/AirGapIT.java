package io.streammirror.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A site that never has an upstream: what it publishes came in bundles, on a directory in the place of a disk. */
@Tag("slow")
final class AirGapIT {
    private static final String MIRROR = "maas-stable";

    @TempDir
    private Path directory;

    @RegisterExtension
    private final Runs runs = new Runs();

    @Test
    void shouldPublishWhatCameInBundles() throws IOException {
        SmallTree first = SmallTree.named("air-gap").with("20250101", 2_300_000);
        var upstream = runs.own(new Upstream(first.tree()));
        MirrorProcess connected = up("connected", new Configuration(own("connected")).mirror(MIRROR, upstream));
        StatusPage connectedStatus = new StatusPage(connected.runningPorts().managementSite());
        connectedStatus.awaitPublished(MIRROR, first.updated());
        byte[] senderKey = new Web().body(connected.runningPorts().site().resolve("/keys/mirror.gpg"));
        var configuration = new Configuration(own("offline")).imported(MIRROR, senderKey);
        Path offlineConfiguration = configuration.write();
        MirrorProcess offline = up("offline", configuration);

        // A whole bundle, the second part of which is left behind at first.
        Path disk = directory.resolve("disk");
        assertThat(command(0, connected, "export", "--mirror", MIRROR, "--split", "1M", disk.toString()))
                .contains("to carry: ", "The bundle is complete in " + disk);
        assertThat(command(0, null, "bundle", "show", disk.toString()))
                .contains("of mirror " + MIRROR, "part         part-0002.tar", "name your keyring with --keyring");
        Path pocket = own("pocket");
        Files.move(disk.resolve("part-0002.tar"), pocket.resolve("part-0002.tar"));
        assertThat(take(4, offline, offlineConfiguration, disk)).contains("part-0002.tar is missing");
        assertThat(take(0, offline, offlineConfiguration, disk, pocket)).contains(": bundle ", " is imported, entry ");
        awaitNewest(offline, "20250101");

        // What the site lacks of the next version, by its own request.
        SmallTree second = first.with("20250201", 1000);
        upstream.publish(second.tree());
        connectedStatus.awaitPublished(MIRROR, second.updated());
        Path request = directory.resolve("request.asc");
        command(0, offline, "request", "-o", request.toString());
        Path next = directory.resolve("next");
        command(0, connected, "export", "--mirror", MIRROR, "--request", request.toString(), next.toString());
        assertThat(next.resolve("part-0001.tar").toFile().length()).isLessThan(1_000_000);
        Path receipt = directory.resolve("receipt.asc");
        take(0, offline, offlineConfiguration, next, Path.of("--receipt"), receipt);
        awaitNewest(offline, "20250201");
        assertThat(receipt).content().contains("\"stored\"");
        assertThat(command(0, offline, "history", "--verify")).isNotEmpty();

        // The first bundle again is an older state.
        assertThat(take(3, offline, offlineConfiguration, disk, pocket)).contains("is held: rollback");
    }

    private String take(int code, MirrorProcess site, Path configuration, Path... more) {
        var arguments = new ArrayList<>(List.of("import", "--config", configuration.toString(), "--why", "disk"));
        arguments.addAll(List.of(more).stream().map(Path::toString).toList());
        return command(code, site, arguments.toArray(String[]::new));
    }

    /** @param site null for a command that needs none */
    private String command(int expected, MirrorProcess site, String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        if (site != null) {
            all.addAll(List.of("--data", site.data().toString()));
        }
        var run = runs.own(MirrorProcess.command(directory, all.toArray(String[]::new)));
        int code = run.awaitExit();
        String printed = run.out() + run.err();
        assertThat(code).as(String.join(" ", all) + "\n" + printed).isEqualTo(expected);
        return printed;
    }

    private static void awaitNewest(MirrorProcess site, String version) {
        new StatusPage(site.runningPorts().managementSite()).await(MIRROR, "has published " + version, mirror -> {
            if (!mirror.path("settled").asBoolean()
                    || mirror.path("publication").isNull()) {
                return false;
            }
            try (var tree = new PublishedTree(site.runningPorts().site(), Configuration.servedAt(MIRROR))) {
                return tree.importNewest().contains(version);
            }
        });
    }

    private Path own(String name) throws IOException {
        return Files.createDirectories(directory.resolve(name));
    }

    private MirrorProcess up(String name, Configuration configuration) {
        return runs.own(MirrorProcess.up(directory.resolve(name).resolve("data"), configuration.write()))
                .awaitUp();
    }
}
