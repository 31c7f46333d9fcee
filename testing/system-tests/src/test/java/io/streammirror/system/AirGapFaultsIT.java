package io.streammirror.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.testing.time.Pause;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Exports and imports that are killed, and media that are full: the next run converges, and nothing wrong is published. */
@Tag("slow")
final class AirGapFaultsIT {
    private static final String MIRROR = "carried";

    /** Each round kills one export and one import. */
    private static final int ROUNDS = 10;

    /** A start of the command, and the work of a round, on a machine of medium speed. */
    private static final Duration LONGEST_LIFE = Duration.ofSeconds(3);

    private static final long SEED = Long.getLong("soak.seed", System.nanoTime());

    @TempDir
    private Path directory;

    @RegisterExtension
    private final Runs runs = new Runs();

    private SmallTree tree = SmallTree.named(MIRROR).with("20250100", 4_000_000);
    private Upstream upstream;

    private AirGap connected() throws IOException {
        upstream = runs.own(new Upstream(tree.tree()));
        Path home = Files.createDirectories(directory.resolve("connected"));
        var gap = new AirGap(runs, directory, new Configuration(home).mirror(MIRROR, upstream), MIRROR);
        gap.connectedStatus().awaitPublished(MIRROR, tree.updated());
        return gap;
    }

    @Test
    void shouldConvergeWhenExportsAndImportsAreKilledAtTwentyMoments() throws IOException {
        var random = new SplittableRandom(SEED);
        System.out.println("Killing at moments of -Dsoak.seed=" + SEED);
        AirGap gap = connected().withOffline(directory.resolve("offline/data"));
        int ended = 0;

        for (int round = 1; round <= ROUNDS; round++) {
            String version = String.format("202501%02d", round);
            tree = tree.with(version, 8_000_000 + round);
            upstream.publish(tree.tree());
            gap.connectedStatus().awaitPublished(MIRROR, tree.updated());
            Path disk = directory.resolve("disk-" + round);

            ended += killed(gap.startExport(disk, "--split", "3M"), random);
            if (Files.notExists(disk.resolve("manifest.asc"))) {
                gap.export(0, disk, "--split", "3M");
            }
            ended += killed(gap.startImport(disk), random);
            if (gap.isPublished(MIRROR)) {
                gap.served(MIRROR);
            }
            gap.take(0, disk);

            gap.awaitNewest(MIRROR, version);
        }

        assertThat(ended).as("commands that ended before they were killed").isLessThan(2 * ROUNDS);
        assertThat(gap.command(0, gap.offline(), "history", "--verify")).contains("the log is whole");
    }

    /** Kills a command at a random moment of its life; 1 when it had ended before. */
    private static int killed(MirrorProcess command, SplittableRandom random) {
        Pause.of(Duration.ofMillis(random.nextLong(LONGEST_LIFE.toMillis())));
        int ended = command.isAlive() ? 0 : 1;
        command.close();
        return ended;
    }

    @Test
    void shouldSayWhatToDoWhenDiskForBundleIsFull() throws IOException {
        AirGap gap = connected();
        try (var small = SmallDisk.mount(directory.resolve("small"), "size=2m");
                // Room for the bytes, and for the names of the directory and two files.
                var few = SmallDisk.mount(directory.resolve("few"), "size=64m,nr_inodes=4")) {
            assertThat(gap.export(1, small.place().resolve("bundle")))
                    .contains(" bytes free, and the bundle needs ", "name another directory");
            assertThat(gap.export(1, few.place().resolve("bundle"), "--split", "1M"))
                    .contains("No space left on device", "free space there or name another directory");
            assertThat(few.place().resolve("bundle/manifest.asc")).doesNotExist();
        }
        assertThat(gap.export(0, directory.resolve("disk"))).contains("The bundle is complete");
    }

    @Test
    void shouldContinueWhenStoreOfImportWasFull() throws IOException {
        AirGap gap = connected();
        Path disk = directory.resolve("disk");
        gap.export(0, disk);
        try (var small = SmallDisk.mount(directory.resolve("small"), "size=300m")) {
            gap.withOffline(small.place().resolve("data"));
            Path filler = small.place().resolve("filler");
            try (var file = new RandomAccessFile(filler.toFile(), "rw")) {
                fill(file, small.free() - 2_500_000);
            }

            assertThat(gap.take(1, disk)).contains("make room");
            assertThat(gap.isPublished(MIRROR)).isFalse();

            Files.delete(filler);
            gap.take(0, disk);
            gap.awaitNewest(MIRROR, "20250100");
            gap.offline().close();
        }
    }

    private static void fill(RandomAccessFile file, long bytes) throws IOException {
        byte[] zeros = new byte[1 << 20];
        for (long left = bytes; left > 0; left -= zeros.length) {
            file.write(zeros, 0, (int) Math.min(left, zeros.length));
        }
    }
}
