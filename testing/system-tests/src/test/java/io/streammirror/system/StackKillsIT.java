package io.streammirror.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.testing.time.Pause;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * The embedded stack, broker and store too, killed with all its processes once it has published something, and then at
 * ten random moments, from the middle of a start to that of a publication, while upstream changes: what was published
 * is served again, and in the end all of it.
 */
@Tag("slow")
final class StackKillsIT {
    private static final String MIRROR = "killed";
    private static final String INDEX = Configuration.servedAt(MIRROR) + "/streams/v1/index.sjson";
    private static final int KILLS = 10;

    /** A start, a poll, a version and its publication, on a machine of medium speed. */
    private static final Duration LONGEST_LIFE = Duration.ofSeconds(35);

    /** About three seconds for a version. */
    private static final long RATE = 1_000_000;

    private static final long SEED = Long.getLong("soak.seed", System.nanoTime());

    @TempDir
    private Path directory;

    @RegisterExtension
    private final Runs runs = new Runs();

    @Test
    void shouldLoseNothingPublishedWhenStackIsKilledTenTimes() throws Exception {
        var random = new SplittableRandom(SEED);
        System.out.println("Killing at moments of -Dsoak.seed=" + SEED);
        SmallTree tree = SmallTree.named(MIRROR).with("20250100", 50_000);
        var upstream = runs.own(new Upstream(tree.tree()));
        upstream.throttle(RATE);
        Path configuration = new Configuration(directory)
                .mirror(MIRROR, upstream, "selections: [{filters: []}]")
                .write();
        MirrorProcess first = start(configuration).awaitUp();
        new StatusPage(first.runningPorts().managementSite()).awaitPublished(MIRROR, tree.updated());
        Set<String> published = new TreeSet<>(published(first));
        first.close();

        for (int kill = 1; kill <= KILLS; kill++) {
            tree = tree.with(String.format("202501%02d", kill), 3_000_000);
            upstream.publish(tree.tree());
            MirrorProcess killed = start(configuration);
            Pause.of(Duration.ofMillis(random.nextLong(LONGEST_LIFE.toMillis())));
            published.addAll(published(killed));
            killed.close();
        }

        assertThat(published)
                .as("versions that were published before the last start")
                .isNotEmpty();
        MirrorProcess last = start(configuration).awaitUp();
        assertThat(published(last))
                .as("versions served at once, with seed %d", SEED)
                .containsAll(published);
        upstream.throttle(0);
        new StatusPage(last.runningPorts().managementSite()).awaitPublished(MIRROR, tree.updated());
        try (var served = new PublishedTree(last.runningPorts().site(), Configuration.servedAt(MIRROR))) {
            served.items(served.index()).forEach(served::download);
        }
        assertThat(published(last))
                .containsExactlyInAnyOrderElementsOf(tree.rootSizes().keySet());
        assertThat(runs.command(last, directory, "history", "--verify")).contains("the log is whole");
    }

    private MirrorProcess start(Path configuration) {
        return runs.own(MirrorProcess.up(directory.resolve("data"), configuration));
    }

    /** The served versions; none while no publisher answers, or nothing is published yet. */
    private static Set<String> published(MirrorProcess stack) {
        Optional<URI> site = stack.ports().map(Ports::site);
        if (site.isEmpty() || !new Web().isOk(site.get().resolve("/" + INDEX))) {
            return Set.of();
        }
        try (var tree = new PublishedTree(site.get(), Configuration.servedAt(MIRROR))) {
            return tree.items(tree.index()).stream().map(PublishedItem::version).collect(Collectors.toSet());
        }
    }
}
