package io.streammirror.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Stored items are damaged behind the back of the mirror: all of it is found, nothing of it is served, and all is repaired. */
@Tag("slow")
final class ScrubIT {
    private static final String MIRROR = "scrubbed";
    private static final int DAMAGED = 50;

    @RegisterExtension
    private final Runs runs = new Runs();

    @TempDir
    private Path directory;

    @Test
    void shouldFindAndRepairDamageWhenAskedTo() {
        SmallTree content = ScrubDrill.content(MIRROR);
        var upstream = runs.own(new Upstream(content.tree()));
        MirrorProcess mirror = up(upstream, "{every: off, rate: 50M}");
        var status = new StatusPage(mirror.runningPorts().managementSite());
        status.awaitPublished(MIRROR, content.updated());
        assertThat(verify(mirror, 0)).contains("damaged   0");
        var store = runs.own(new StackStore(mirror.runningPorts(), mirror.data()));
        var tree = runs.own(new PublishedTree(mirror.runningPorts().site(), Configuration.servedAt(MIRROR)));
        var drill = runs.own(new ScrubDrill(store, tree));

        drill.damage(DAMAGED, 11);
        String report = verify(mirror, 4, MIRROR);

        assertThat(report).contains("damaged   ").doesNotContain("lost  ");
        drill.assertRepaired(status, MIRROR, content.updated());
        drill.assertNothingWrongWasServed();
        drill.items().forEach(tree::download);
        assertThat(verify(mirror, 0, MIRROR)).contains("damaged   0");
        assertThat(runs.command(mirror, directory, "history")).contains("damaged: ", "repaired: ");
        assertThat(runs.command(mirror, directory, "history", "--verify")).contains("the log is whole");
    }

    @Test
    void shouldFindAndRepairDamageByItself() {
        SmallTree content = ScrubDrill.content(MIRROR);
        var upstream = runs.own(new Upstream(content.tree()));
        MirrorProcess mirror = up(upstream, "{every: 10s, rate: 50M}");
        var status = new StatusPage(mirror.runningPorts().managementSite());
        status.awaitPublished(MIRROR, content.updated());
        var store = runs.own(new StackStore(mirror.runningPorts(), mirror.data()));
        var tree = runs.own(new PublishedTree(mirror.runningPorts().site(), Configuration.servedAt(MIRROR)));
        var drill = runs.own(new ScrubDrill(store, tree));

        drill.damage(DAMAGED, 12);
        Await.until("the damage is found", () -> scrub(status).path("damaged").asInt() > 0);

        Await.until("nothing is damaged any more", () -> store.damagedBlobs().isEmpty());
        drill.assertRepaired(status, MIRROR, content.updated());
        drill.assertNothingWrongWasServed();
        drill.items().forEach(tree::download);
    }

    @Test
    void shouldKeepLostBlobAndSayWhy() {
        SmallTree content = SmallTree.named(MIRROR).with("20250101", 100_000);
        var upstream = runs.own(new Upstream(content.tree()));
        MirrorProcess mirror = up(upstream, "{rate: 50M}");
        var status = new StatusPage(mirror.runningPorts().managementSite());
        status.awaitPublished(MIRROR, content.updated());
        var store = runs.own(new StackStore(mirror.runningPorts(), mirror.data()));
        var tree = runs.own(new PublishedTree(mirror.runningPorts().site(), Configuration.servedAt(MIRROR)));
        try (var drill = new ScrubDrill(store, tree)) {
            upstream.close();
            drill.damage(1, 13);

            verify(mirror, 4);

            Await.until("the blob is lost", () -> scrub(status).path("lost").size() == 1);
            assertThat(scrub(status).path("lost").get(0).path("reason").asText())
                    .contains("no source has it");
            assertThat(store.damagedBlobs()).hasSize(1);
            assertThat(runs.command(mirror, directory, "status")).contains("DAMAGED: 1 stored files");
        }
    }

    @Test
    void shouldRepairFromCacheWhenNoSourceHasBlob() {
        SmallTree content = SmallTree.named(MIRROR).with("20250101", 100_000);
        var upstream = runs.own(new Upstream(content.tree()));
        MirrorProcess mirror = up(upstream, "{every: off, rate: 50M}", "10M");
        var status = new StatusPage(mirror.runningPorts().managementSite());
        status.awaitPublished(MIRROR, content.updated());
        var store = runs.own(new StackStore(mirror.runningPorts(), mirror.data()));
        var tree = runs.own(new PublishedTree(mirror.runningPorts().site(), Configuration.servedAt(MIRROR)));
        var drill = runs.own(new ScrubDrill(store, tree));
        drill.items().forEach(tree::download);
        upstream.close();

        drill.damage(1, 13);
        verify(mirror, 4);

        drill.assertRepaired(status, MIRROR, content.updated());
        drill.assertNothingWrongWasServed();
        assertThat(runs.command(mirror, directory, "history")).contains("repaired: ");
    }

    private MirrorProcess up(Upstream upstream, String scrub) {
        return up(upstream, scrub, "0");
    }

    private MirrorProcess up(Upstream upstream, String scrub, String cacheSize) {
        Path configuration = new Configuration(directory)
                .mirror(MIRROR, upstream, "selections: [{filters: []}]")
                .section("scrub", scrub)
                .section("serve", "{cache-size: " + cacheSize + "}")
                .write();
        return runs.own(MirrorProcess.up(directory.resolve("data"), configuration))
                .awaitUp();
    }

    private String verify(MirrorProcess mirror, int expected, String... more) {
        var all = new ArrayList<>(List.of("verify", "--data", mirror.data().toString()));
        all.addAll(List.of(more));
        var run = runs.own(MirrorProcess.command(directory, all.toArray(String[]::new)));
        int code = run.awaitExit();
        assertThat(code).as(run.out() + run.err()).isEqualTo(expected);
        return run.out();
    }

    private static JsonNode scrub(StatusPage status) {
        return status.read().path("scrub");
    }
}
