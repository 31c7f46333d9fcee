package io.streammirror.publisher.cache;

import io.streammirror.concurrent.DaemonThreads;
import io.streammirror.publisher.cache.CacheDirectory.Found;
import io.streammirror.publisher.cache.CacheDirectory.Stamp;
import io.streammirror.publisher.cache.CacheIndex.Entry;
import io.streammirror.simplestreams.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Blobs on local disk, never more than a set number of bytes; the longest unused go first.
 *
 * <p>A file is believed only in the state in which its bytes were hashed by this process: at the end of its fill, or, when it was there
 * before, in the background after it was asked for the first time. Whatever fails here, the blob can still be read from the store. Safe
 * for use by any thread; only finding touches the disk on the caller's.
 */
public final class DiskCache implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(DiskCache.class);

    /** Each has the store deliver as fast as it can; a few saturate it. */
    private static final int MAX_JOBS = 4;

    /** Left free for other users of the disk. */
    private static final long LEAVE_FREE = 1_000_000_000;

    /** After the disk has failed, the next try to write to it waits so long. */
    private static final long REST_NANOS = TimeUnit.SECONDS.toNanos(30);

    private static final int CHUNK = 128 * 1024;

    private final CacheDirectory directory;
    private final CacheIndex index;
    private final BlobSource source;
    private final Map<Sha256, Fill> fills = new HashMap<>();
    private final Set<Sha256> checking = new HashSet<>();
    private final Map<Fill.State, Long> ended = new ConcurrentHashMap<>();
    private final ThreadPoolExecutor jobs = new ThreadPoolExecutor(
            0, MAX_JOBS, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), DaemonThreads.named("cache-job"));
    private @Nullable Long troubleSince;

    private DiskCache(CacheDirectory directory, long limit, BlobSource source) {
        this.directory = directory;
        this.index = new CacheIndex(limit);
        this.source = source;
    }

    /**
     * Opens a cache with what an earlier process has left in it; empty, and said so in the log, when the directory cannot be used.
     *
     * @param limit in bytes; 0 means no cache
     */
    public static Optional<DiskCache> open(Path root, long limit, BlobSource source) {
        if (limit == 0) {
            return Optional.empty();
        }
        try {
            var cache = new DiskCache(CacheDirectory.open(root), limit, source);
            cache.takeOver();
            return Optional.of(cache);
        } catch (IOException e) {
            LOG.warnf("Serving without a cache, every item from the store directory=%s reason=%s", root, e);
            return Optional.empty();
        }
    }

    private void takeOver() throws IOException {
        for (Found found : directory.found()) {
            index.put(found.blob(), new Entry(found.stamp(), false));
        }
        delete(index.reserve(0).orElse(List.of()));
        LOG.infof("Cache opened blobs=%d bytes=%d", index.count(), index.used());
    }

    /** The file of a blob, if it is there and its bytes are known to be right. */
    public Optional<Path> find(Sha256 blob, long size) {
        Optional<Entry> entry = index.use(blob);
        if (entry.isEmpty()) {
            return Optional.empty();
        }
        Optional<Stamp> now = directory.stamp(blob);
        if (now.filter(stamp -> stamp.size() == size).isEmpty()) {
            discard(blob, "it is missing or has another size");
            return Optional.empty();
        }
        if (entry.get().verified() && now.get().equals(entry.get().stamp())) {
            return Optional.of(directory.file(blob));
        }
        check(blob);
        return Optional.empty();
    }

    /** The file of a blob of any size, if it is there and its bytes are known to be right. */
    public Optional<Path> find(Sha256 blob) {
        return index.use(blob).flatMap(entry -> find(blob, entry.stamp().size()));
    }

    /** A fill that is running. */
    public synchronized Optional<Fill> running(Sha256 blob) {
        return Optional.ofNullable(fills.get(blob));
    }

    /** A fill of a blob that was not found, which may be running already; empty when it is better to do without. */
    public synchronized Optional<Fill> fill(Sha256 blob, long size) {
        Fill running = fills.get(blob);
        if (running != null) {
            return Optional.of(running);
        }
        if (size == 0 || isResting() || index.use(blob).isPresent()) {
            return Optional.empty();
        }
        Optional<List<Sha256>> evicted = index.reserve(size);
        if (evicted.isEmpty()) {
            return Optional.empty();
        }
        return start(blob, size, evicted.get());
    }

    private Optional<Fill> start(Sha256 blob, long size, List<Sha256> evicted) {
        @Nullable Fill begun = null;
        try {
            Fill fill = new Fill(blob, size, directory.newFill(blob));
            begun = fill;
            jobs.execute(() -> run(fill, evicted));
            fills.put(blob, fill);
            return Optional.of(fill);
        } catch (IOException e) {
            rest(String.valueOf(e));
        } catch (RejectedExecutionException allBusy) {
            LOG.debugf("No fill beside those that are running sha256=%s", blob);
        }
        delete(evicted);
        if (begun != null) {
            deleteFile(begun.path());
            begun.finish(Fill.State.FAILED, "not begun");
        }
        index.release(size);
        return Optional.empty();
    }

    private void run(Fill fill, List<Sha256> evicted) {
        Fill.State end = Fill.State.FAILED;
        String problem = "";
        try {
            delete(evicted);
            makeRoom(fill.size());
            end = fill.pull(source);
            if (end == Fill.State.COMPLETE) {
                Stamp stamp = directory.keep(fill.path(), fill.blob());
                index.put(fill.blob(), new Entry(stamp, true));
                recovered();
            }
        } catch (IOException e) {
            end = Fill.State.FAILED;
            problem = String.valueOf(e);
            rest(problem);
        } finally {
            synchronized (this) {
                fills.remove(fill.blob());
            }
            index.release(fill.size());
            if (end != Fill.State.COMPLETE) {
                deleteFile(fill.path());
            }
            if (end == Fill.State.DAMAGED) {
                LOG.errorf("The store holds a damaged blob, and no client gets it whole sha256=%s", fill.blob());
                source.suspect(fill.blob());
            }
            ended.merge(end, 1L, Long::sum);
            fill.finish(end, problem);
        }
    }

    /** How many fills have ended in this way. */
    public long fills(Fill.State end) {
        return ended.getOrDefault(end, 0L);
    }

    private void makeRoom(long size) throws IOException {
        long missing = size + LEAVE_FREE - directory.usableSpace();
        if (missing > 0) {
            delete(index.evict(missing));
            if (directory.usableSpace() < size + LEAVE_FREE) {
                throw new IOException("less than 1 GB would be left free on the disk");
            }
        }
    }

    /** Hashes a file that is not known to be right, one at a time each, and keeps or discards it. */
    private void check(Sha256 blob) {
        synchronized (this) {
            if (!checking.add(blob)) {
                return;
            }
        }
        try {
            jobs.execute(() -> {
                try {
                    checkNow(blob);
                } finally {
                    synchronized (this) {
                        checking.remove(blob);
                    }
                }
            });
        } catch (RejectedExecutionException allBusy) {
            synchronized (this) {
                checking.remove(blob);
            }
        }
    }

    private void checkNow(Sha256 blob) {
        Optional<Stamp> before = directory.stamp(blob);
        try {
            if (hash(directory.file(blob)).equals(blob) && before.equals(directory.stamp(blob))) {
                before.ifPresent(stamp -> index.put(blob, new Entry(stamp, true)));
            } else {
                discard(blob, "its bytes have another hash");
            }
        } catch (IOException e) {
            discard(blob, String.valueOf(e));
        }
    }

    private static Sha256 hash(Path file) throws IOException {
        MessageDigest digest = Sha256.newDigest();
        byte[] chunk = new byte[CHUNK];
        try (InputStream in = Files.newInputStream(file)) {
            for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
                digest.update(chunk, 0, count);
            }
        }
        return Sha256.ofDigest(digest.digest());
    }

    private void discard(Sha256 blob, String reason) {
        LOG.warnf("Discarded a damaged file of the cache sha256=%s reason=%s", blob, reason);
        index.remove(blob);
        deleteFile(directory.file(blob));
    }

    private void delete(List<Sha256> blobs) {
        blobs.forEach(blob -> deleteFile(directory.file(blob)));
    }

    private static void deleteFile(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.debugf("A file of the cache stays file=%s reason=%s", file, e);
        }
    }

    private synchronized boolean isResting() {
        return troubleSince != null && System.nanoTime() - troubleSince < REST_NANOS;
    }

    private synchronized void rest(String reason) {
        if (troubleSince == null) {
            LOG.warnf("The cache cannot be filled; what is not in it comes from the store reason=%s", reason);
        }
        troubleSince = System.nanoTime();
    }

    private synchronized void recovered() {
        if (troubleSince != null) {
            troubleSince = null;
            LOG.info("The cache is filled again");
        }
    }

    /** Bytes in whole files. */
    public long used() {
        return index.used();
    }

    @Override
    public void close() {
        jobs.shutdownNow();
        try {
            directory.close();
        } catch (IOException e) {
            LOG.debugf("The lock of the cache was not given back reason=%s", e);
        }
    }
}
