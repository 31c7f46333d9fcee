package io.streammirror.publisher.cache;

import io.streammirror.retry.DoublingDelay;
import io.streammirror.retry.Sleeper;
import io.streammirror.simplestreams.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One blob on its way from the store into a file, from which any number of readers take what has come so far.
 *
 * <p>The last byte is shown to readers only when the whole has the right hash, so no reader gets a wrong file whole.
 */
public final class Fill {
    private static final int CHUNK = 128 * 1024;

    /** As long as a reader may be kept waiting, see {@code BlobTransfer}. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(8);

    private static final DoublingDelay PAUSES = new DoublingDelay(Duration.ofMillis(50), Duration.ofSeconds(1));

    private final Sha256 blob;
    private final long size;
    private final Path path;
    private final FileChannel file;
    private final MessageDigest digest = Sha256.newDigest();
    private final AtomicInteger users = new AtomicInteger(1);
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile long available;
    private volatile State state = State.RUNNING;
    private volatile String problem = "";

    /** How far it has come. */
    public enum State {
        RUNNING,
        COMPLETE,
        /** The store stayed away, or the disk failed: the rest must come from elsewhere. */
        FAILED,
        /** The received bytes have another hash. */
        DAMAGED
    }

    Fill(Sha256 blob, long size, Path path) throws IOException {
        this.blob = blob;
        this.size = size;
        this.path = path;
        this.file = FileChannel.open(
                path, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    public Sha256 blob() {
        return blob;
    }

    /** Bytes from the beginning that can be read now. To know whether more will come, ask for the state first. */
    public long available() {
        return available;
    }

    public State state() {
        return state;
    }

    /** Has the listener called, on any thread, whenever there is news; false when the fill was given up and has no file any more. */
    public boolean join(Runnable listener) {
        if (users.getAndUpdate(count -> count == 0 ? 0 : count + 1) == 0) {
            return false;
        }
        listeners.add(listener);
        return true;
    }

    /** Ends what {@link #join} began. */
    public void leave(Runnable listener) {
        if (listeners.remove(listener)) {
            release();
        }
    }

    /** Has the available bytes, and stays open for those who have joined. Only this class may close or move it. */
    public FileChannel file() {
        return file;
    }

    /** Some of the available bytes, at least one. */
    public byte[] read(long position, int most) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(most, available - position));
        while (bytes.hasRemaining()) {
            if (file.read(bytes, position + bytes.position()) < 0) {
                throw new IOException("the file is shorter than what was written to it");
            }
        }
        return bytes.array();
    }

    Path path() {
        return path;
    }

    long size() {
        return size;
    }

    /** Why it failed. */
    String problem() {
        return problem;
    }

    /** Reads the whole blob, and resumes after every failure of the store; throws when the disk fails. */
    State pull(BlobSource source) throws IOException {
        long written = 0;
        long lastBytes = System.nanoTime();
        int failures = 0;
        byte[] chunk = new byte[(int) Math.min(CHUNK, Math.max(1, size))];
        while (written < size) {
            try (InputStream in = open(source, written)) {
                int count = read(in, chunk);
                while (count > 0) {
                    written = write(chunk, count, written);
                    lastBytes = System.nanoTime();
                    failures = 0;
                    count = read(in, chunk);
                }
            } catch (StoreFailure e) {
                problem = String.valueOf(e.getMessage());
            }
            failures++;
            if (written < size && !waited(PAUSES.after(failures), lastBytes)) {
                return State.FAILED;
            }
        }
        boolean right = written == size && Sha256.ofDigest(digest.digest()).equals(blob);
        return right ? State.COMPLETE : State.DAMAGED;
    }

    private InputStream open(BlobSource source, long offset) throws StoreFailure {
        try {
            return source.open(blob, offset, size);
        } catch (IOException | RuntimeException e) {
            throw new StoreFailure(e);
        }
    }

    private static int read(InputStream in, byte[] chunk) throws StoreFailure {
        try {
            return in.read(chunk);
        } catch (IOException e) {
            throw new StoreFailure(e);
        }
    }

    private long write(byte[] chunk, int count, long position) throws IOException {
        digest.update(chunk, 0, count);
        ByteBuffer bytes = ByteBuffer.wrap(chunk, 0, count);
        long written = position;
        while (bytes.hasRemaining()) {
            written += file.write(bytes, written);
        }
        available = Math.min(written, size - 1);
        notifyReaders();
        return written;
    }

    private static boolean waited(Duration pause, long lastBytes) {
        if (System.nanoTime() - lastBytes + pause.toNanos() > PATIENCE_NANOS) {
            return false;
        }
        try {
            Sleeper.SYSTEM.sleep(pause);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The end, whichever; the bytes stay readable for those who have joined. */
    void finish(State end, String reason) {
        problem = reason.isEmpty() ? problem : reason;
        if (end == State.COMPLETE) {
            available = size;
        }
        state = end;
        notifyReaders();
        release();
    }

    private void notifyReaders() {
        listeners.forEach(Runnable::run);
    }

    private void release() {
        if (users.decrementAndGet() == 0) {
            try {
                file.close();
            } catch (IOException nothingToLose) {
                // It was only read from since.
            }
        }
    }

    /** Not the disk's fault. */
    private static final class StoreFailure extends Exception {
        private static final long serialVersionUID = 1;

        StoreFailure(Exception cause) {
            super(cause.getMessage(), cause);
        }
    }
}
