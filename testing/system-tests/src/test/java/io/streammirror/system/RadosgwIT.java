package io.streammirror.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.store.s3.Radosgw;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The whole way over Ceph's S3, which is stricter than the embedded one: a tree is mirrored, published, followed and read back. */
@Tag("slow")
final class RadosgwIT {
    private static final String MIRROR = "ceph";
    private static final String DAMAGED = "damaged-ceph";

    /** Of three parts. */
    private static final long LARGE = 20_000_000;

    @RegisterExtension
    static final Radosgw SERVER = new Radosgw();

    @RegisterExtension
    private final Runs runs = new Runs();

    @TempDir
    private Path directory;

    @Test
    void shouldMirrorAndFollowUpstreamOnRadosgw() {
        SmallTree first = SmallTree.named(MIRROR).with("20250101", LARGE);
        var upstream = runs.own(new Upstream(first.tree()));
        Path configuration = new Configuration(directory)
                .mirror(MIRROR, upstream, "selections: [{filters: []}]")
                .store(SERVER.endpoint(), Radosgw.CREDENTIALS)
                .write();
        MirrorProcess mirror = runs.own(MirrorProcess.up(directory.resolve("data"), configuration))
                .awaitUp();
        var status = new StatusPage(mirror.runningPorts().managementSite());
        status.awaitPublished(MIRROR, first.updated());

        SmallTree next = first.with("20250201", LARGE);
        upstream.publish(next.tree());

        status.awaitPublished(MIRROR, next.updated());
        try (var tree = new PublishedTree(mirror.runningPorts().site(), Configuration.servedAt(MIRROR))) {
            tree.items(tree.index()).forEach(tree::download);
            assertThat(tree.items(tree.index()))
                    .extracting(PublishedItem::version)
                    .containsOnly("20250101", "20250201")
                    .hasSize(8);
        }
        assertThat(runs.command(mirror, directory, "history", "--verify")).contains("the log is whole");
    }

    @Test
    void shouldRepairDamageOnRadosgw() {
        SmallTree content = ScrubDrill.content(DAMAGED);
        var upstream = runs.own(new Upstream(content.tree()));
        Path configuration = new Configuration(directory)
                .mirror(DAMAGED, upstream, "selections: [{filters: []}]")
                .section("serve", "{cache-size: 0}")
                .store(SERVER.endpoint(), Radosgw.CREDENTIALS)
                .write();
        MirrorProcess mirror = runs.own(MirrorProcess.up(directory.resolve("data"), configuration))
                .awaitUp();
        var status = new StatusPage(mirror.runningPorts().managementSite());
        status.awaitPublished(DAMAGED, content.updated());
        assertThat(status.read().path("scrub").has("every")).isFalse();
        var store = runs.own(new StackStore(SERVER.endpoint(), directory.resolve("credentials")));
        var tree = runs.own(new PublishedTree(mirror.runningPorts().site(), Configuration.servedAt(DAMAGED)));
        var drill = runs.own(new ScrubDrill(store, tree));

        drill.damage(50, 14);
        var verify = runs.own(MirrorProcess.command(
                directory, "verify", DAMAGED, "--data", mirror.data().toString()));

        assertThat(verify.awaitExit()).as(verify.out() + verify.err()).isEqualTo(4);
        drill.assertRepaired(status, DAMAGED, content.updated());
        drill.assertNothingWrongWasServed();
        drill.items().forEach(tree::download);
    }
}
