package io.streammirror.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A site behind a region: the second mirror's upstream is the first mirror, which it knows by its key alone. */
@Tag("slow")
final class TwoTiersIT {
    @TempDir
    private Path directory;

    @RegisterExtension
    private final Runs runs = new Runs();

    @Test
    void shouldFollowRegionAndServeWhenRegionIsGone() throws IOException {
        // The region mirrors upstream. The site knows only the region.
        SmallTree first = SmallTree.named("tiers").with("20250101", 300_000);
        var upstream = runs.own(new Upstream(first.tree()));
        MirrorProcess region = start("region", new Configuration(own("region")).mirror("region", upstream));
        StatusPage regionStatus = new StatusPage(region.runningPorts().managementSite());
        regionStatus.awaitPublished("region", first.updated());
        URI regionSite = region.runningPorts().site();
        byte[] regionKey = new Web().body(regionSite.resolve("/keys/mirror.gpg"));

        MirrorProcess site = start(
                "site",
                new Configuration(own("site"))
                        .mirror("site", regionSite.resolve("/" + Configuration.servedAt("region")), regionKey));

        // The site signs with a key of its own.
        URI siteUrl = site.runningPorts().site();
        awaitVersion(siteUrl, "20250101");
        assertThat(new Web().body(siteUrl.resolve("/keys/mirror.gpg"))).isNotEqualTo(regionKey);

        // A release of upstream passes through both.
        SmallTree second = first.with("20250201", 300_000);
        upstream.publish(second.tree());
        awaitVersion(siteUrl, "20250201");
        assertThat(upstream.traffic()
                        .requests(SmallTree.path("20250201", "squashfs").value()))
                .as("requests of upstream for an item that both tiers have")
                .isEqualTo(1);

        region.kill();
        try (var tree = new PublishedTree(siteUrl, Configuration.servedAt("site"))) {
            assertThat(tree.importNewest()).containsExactly("20250201");
        }
    }

    /** Waits until the newest version that a reader gets whole is this one. */
    private static void awaitVersion(URI siteUrl, String version) {
        new StatusPage(siteUrl).await("site", "has published " + version, mirror -> {
            if (!mirror.path("settled").asBoolean() || !mirror.path("complete").asBoolean()) {
                return false;
            }
            try (var tree = new PublishedTree(siteUrl, Configuration.servedAt("site"))) {
                return tree.importNewest().contains(version);
            }
        });
    }

    private Path own(String tier) throws IOException {
        return Files.createDirectories(directory.resolve(tier));
    }

    private MirrorProcess start(String tier, Configuration configuration) {
        return runs.own(MirrorProcess.up(directory.resolve(tier).resolve("data"), configuration.write()))
                .awaitUp();
    }
}
