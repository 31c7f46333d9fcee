package io.streammirror.publisher.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.simplestreams.Sha256;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskCacheTest {
    private static final int SIZE = 500_001;
    private static final long ROOM_FOR_TWO = 2 * SIZE;

    private final Map<Sha256, byte[]> stored = new ConcurrentHashMap<>();
    private final List<Long> opened = new CopyOnWriteArrayList<>();
    private final List<DiskCache> caches = new ArrayList<>();

    @TempDir
    Path root;

    @AfterEach
    void close() {
        caches.forEach(DiskCache::close);
    }

    @Test
    void shouldFindWhatWasFilled() throws Exception {
        DiskCache cache = open(ROOM_FOR_TWO);
        Sha256 blob = store(1);
        assertThat(cache.find(blob, SIZE)).isEmpty();

        assertThat(fill(cache, blob)).isEqualTo(Fill.State.COMPLETE);

        assertThat(Files.readAllBytes(found(cache, blob))).isEqualTo(stored.get(blob));
        assertThat(cache.find(blob)).contains(found(cache, blob));
        assertThat(cache.find(store(2))).isEmpty();
        assertThat(cache.running(blob)).isEmpty();
        assertThat(files("fills")).isEmpty();
    }

    @Test
    void shouldEvictLongestUnusedWhenRoomIsNeeded() throws Exception {
        DiskCache cache = open(ROOM_FOR_TWO);
        Sha256 first = store(1);
        Sha256 second = store(2);
        Sha256 third = store(3);
        fill(cache, first);
        fill(cache, second);
        assertThat(cache.find(first, SIZE)).isPresent();

        fill(cache, third);

        assertThat(cache.find(second, SIZE)).isEmpty();
        assertThat(cache.find(first, SIZE)).isPresent();
        assertThat(cache.find(third, SIZE)).isPresent();
        assertThat(cache.used()).isEqualTo(ROOM_FOR_TWO);
        assertThat(files("blobs")).hasSize(2);
    }

    @Test
    void shouldNotFillWhatDoesNotFit() throws Exception {
        DiskCache cache = open(SIZE - 1);

        assertThat(cache.fill(store(1), SIZE)).isEmpty();
        assertThat(files("fills")).isEmpty();
    }

    @Test
    void shouldShareAFillThatIsRunning() throws Exception {
        DiskCache cache = open(ROOM_FOR_TWO);
        Sha256 blob = store(1);
        var gate = new CountDownLatch(1);
        DiskCache slow = cache(ROOM_FOR_TWO, root.resolve("other"), (wanted, offset, size) -> {
            await(gate);
            return source(wanted, offset);
        });

        Fill one = slow.fill(blob, SIZE).orElseThrow();
        Fill other = slow.fill(blob, SIZE).orElseThrow();
        gate.countDown();
        until(() -> one.state() != Fill.State.RUNNING);

        assertThat(other).isSameAs(one);
        assertThat(opened).hasSize(1);
        assertThat(cache.find(blob, SIZE)).isEmpty();
    }

    @Test
    void shouldShowLastByteToReadersOnlyWhenTheHashIsRight() throws Exception {
        Sha256 blob = store(1);
        var gate = new CountDownLatch(1);
        DiskCache cache = cache(ROOM_FOR_TWO, root, (wanted, offset, size) -> new InputStreamWithGate(wanted, gate));
        Fill fill = cache.fill(blob, SIZE).orElseThrow();
        Runnable reader = () -> {};
        assertThat(fill.join(reader)).isTrue();
        until(() -> fill.available() == SIZE - 1);
        assertThat(fill.read(SIZE - 2, 100)).hasSize(1);

        gate.countDown();
        until(() -> fill.state() == Fill.State.COMPLETE);

        assertThat(fill.available()).isEqualTo(SIZE);
        assertThat(fill.read(SIZE - 1, 100)).containsExactly(stored.get(blob)[SIZE - 1]);
        fill.leave(reader);
        assertThat(fill.join(reader)).isFalse();
    }

    @Test
    void shouldNeverShowDamagedBlobWhole() throws Exception {
        DiskCache cache = open(ROOM_FOR_TWO);
        Sha256 blob = store(1);
        stored.get(blob)[7] ^= 1;
        Fill fill = cache.fill(blob, SIZE).orElseThrow();

        until(() -> fill.state() != Fill.State.RUNNING);

        assertThat(fill.state()).isEqualTo(Fill.State.DAMAGED);
        assertThat(fill.available()).isLessThan(SIZE);
        until(() -> cache.fill(blob, SIZE).isPresent());
        assertThat(cache.find(blob, SIZE)).isEmpty();
    }

    @Test
    void shouldContinueFillWhereTheStoreBrokeOff() throws Exception {
        Sha256 blob = store(1);
        DiskCache cache = cache(ROOM_FOR_TWO, root, (wanted, offset, size) -> {
            byte[] rest = source(wanted, offset).readAllBytes();
            return opened.size() < 3 ? new BrokenStream(rest, 100_000) : new ByteArrayInputStream(rest);
        });

        assertThat(fill(cache, blob)).isEqualTo(Fill.State.COMPLETE);

        assertThat(opened).containsExactly(0L, 100_000L, 200_000L);
    }

    @Test
    void shouldHashFilesOfAnEarlierProcessBeforeUse() throws Exception {
        DiskCache before = open(ROOM_FOR_TWO);
        Sha256 good = store(1);
        Sha256 flipped = store(2);
        fill(before, good);
        fill(before, flipped);
        before.close();
        byte[] damaged = stored.get(flipped).clone();
        damaged[SIZE / 2] ^= 1;
        Files.write(fileOf(flipped), damaged);
        Files.write(root.resolve("fills").resolve(good.hex() + ".left"), damaged);

        DiskCache after = open(ROOM_FOR_TWO);

        assertThat(files("fills")).isEmpty();
        assertThat(after.find(good, SIZE)).as("not hashed yet").isEmpty();
        assertThat(after.fill(good, SIZE)).as("it is there already").isEmpty();
        until(() -> after.find(good, SIZE).isPresent());
        until(() -> after.find(flipped, SIZE).isEmpty() && !Files.exists(fileOf(flipped)));
        assertThat(fill(after, flipped)).isEqualTo(Fill.State.COMPLETE);
    }

    @Test
    void shouldNoticeFileThatChanged() throws Exception {
        DiskCache cache = open(ROOM_FOR_TWO);
        Sha256 cut = store(1);
        Sha256 flipped = store(2);
        fill(cache, cut);
        fill(cache, flipped);
        byte[] damaged = stored.get(flipped).clone();
        damaged[0] ^= 1;
        Files.write(fileOf(flipped), damaged);
        Files.write(fileOf(cut), new byte[10]);

        assertThat(cache.find(cut, SIZE)).isEmpty();
        assertThat(cache.find(flipped, SIZE)).isEmpty();
        until(() -> !Files.exists(fileOf(flipped)));
        assertThat(Files.exists(fileOf(cut))).isFalse();
    }

    @Test
    void shouldEvictOldestWhenOpenedWithLessRoom() throws Exception {
        DiskCache before = open(ROOM_FOR_TWO);
        Sha256 old = store(1);
        Sha256 young = store(2);
        fill(before, old);
        fill(before, young);
        before.close();
        Files.setLastModifiedTime(fileOf(old), FileTime.fromMillis(1_000_000));

        DiskCache after = open(SIZE);

        assertThat(Files.exists(fileOf(old))).isFalse();
        until(() -> after.find(young, SIZE).isPresent());
    }

    @Test
    void shouldLeaveForeignFilesAlone() throws Exception {
        open(ROOM_FOR_TWO).close();
        Path foreign = Files.writeString(root.resolve("blobs/notes.txt"), "mine");

        DiskCache cache = open(SIZE);
        fill(cache, store(1));

        assertThat(foreign).hasContent("mine");
    }

    @Test
    void shouldDoWithoutCacheWhenTheDirectoryIsTakenOrMissing() throws Exception {
        open(ROOM_FOR_TWO);

        assertThat(DiskCache.open(root, SIZE, this::open)).isEmpty();
        assertThat(DiskCache.open(Files.writeString(root.resolve("file"), "x"), SIZE, this::open))
                .isEmpty();
        assertThat(DiskCache.open(root.resolve("never"), 0, this::open)).isEmpty();
        assertThat(root.resolve("never")).doesNotExist();
    }

    @Test
    void shouldRestWhenTheDirectoryCannotBeWritten() throws Exception {
        DiskCache cache = open(ROOM_FOR_TWO);
        Files.delete(root.resolve("fills"));

        assertThat(cache.fill(store(1), SIZE)).isEmpty();
        Files.createDirectory(root.resolve("fills"));
        assertThat(cache.fill(store(2), SIZE)).isEmpty();
    }

    private DiskCache open(long limit) {
        return cache(limit, root, this::open);
    }

    private DiskCache cache(long limit, Path directory, BlobSource source) {
        DiskCache cache = DiskCache.open(directory, limit, source).orElseThrow();
        caches.add(cache);
        return cache;
    }

    private InputStream open(Sha256 blob, long offset, long size) {
        return source(blob, offset);
    }

    private InputStream source(Sha256 blob, long offset) {
        opened.add(offset);
        byte[] bytes = stored.get(blob);
        return new ByteArrayInputStream(bytes, (int) offset, bytes.length - (int) offset);
    }

    private Sha256 store(int seed) {
        byte[] bytes = new byte[SIZE];
        new Random(seed).nextBytes(bytes);
        var blob = Sha256.of(bytes);
        stored.put(blob, bytes);
        return blob;
    }

    private static Fill.State fill(DiskCache cache, Sha256 blob) throws Exception {
        Fill fill = cache.fill(blob, SIZE).orElseThrow();
        until(() -> fill.state() != Fill.State.RUNNING);
        return fill.state();
    }

    private static Path found(DiskCache cache, Sha256 blob) {
        Optional<Path> file = cache.find(blob, SIZE);
        return file.orElseThrow();
    }

    private Path fileOf(Sha256 blob) {
        return root.resolve("blobs").resolve(blob.hex().substring(0, 2)).resolve(blob.hex());
    }

    private List<Path> files(String below) throws IOException {
        try (Stream<Path> files = Files.walk(root.resolve(below))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static void until(BooleanSupplier condition) {
        Awaitility.await().pollInterval(Duration.ofMillis(10)).until(condition::getAsBoolean);
    }

    private static void await(CountDownLatch gate) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Gives all bytes, and says that this was the end only once it may. */
    private final class InputStreamWithGate extends ByteArrayInputStream {
        private final CountDownLatch gate;

        InputStreamWithGate(Sha256 blob, CountDownLatch gate) {
            super(stored.get(blob));
            this.gate = gate;
        }

        @Override
        public synchronized int read(byte[] target, int from, int length) {
            int count = super.read(target, from, length);
            if (count < 0) {
                DiskCacheTest.await(gate);
            }
            return count;
        }
    }

    /** Breaks after some bytes. */
    private static final class BrokenStream extends InputStream {
        private final InputStream bytes;
        private int left;

        BrokenStream(byte[] bytes, int left) {
            this.bytes = new ByteArrayInputStream(bytes);
            this.left = left;
        }

        @Override
        public int read() throws IOException {
            throw new IOException("not by single bytes");
        }

        @Override
        public int read(byte[] target, int from, int length) throws IOException {
            if (left == 0) {
                throw new IOException("connection reset");
            }
            int count = bytes.read(target, from, Math.min(left, length));
            left -= count;
            return count;
        }
    }
}
