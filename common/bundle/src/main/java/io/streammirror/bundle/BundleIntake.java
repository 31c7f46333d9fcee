package io.streammirror.bundle;

import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.BlobInventory;
import io.streammirror.store.BlobUpload;
import io.streammirror.store.ObjectStore;
import io.streammirror.store.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/**
 * Takes the blobs of a bundle into a store. Each blob is verified by its own hash before it becomes visible. A damaged
 * or missing part costs only its own blobs. A repeated intake continues where the last one ended.
 */
public final class BundleIntake {
    /** Blobs at a time: hashing and storing overlap. */
    private static final int WORKERS = 3;

    private static final int BUFFER_BYTES = 1 << 20;

    /** Longer than a request to a store that does not answer. */
    private static final Duration MAX_END = Duration.ofMinutes(2);

    private final SignedManifest signed;
    private final PartFiles files;
    private final LongConsumer progress;

    /**
     * @param files where the parts were found
     * @param progress takes the number of bytes that were read or need not be read, from any thread
     */
    public BundleIntake(SignedManifest signed, PartFiles files, LongConsumer progress) {
        this.signed = signed;
        this.files = files;
        this.progress = progress;
    }

    /** What becomes of one blob. */
    private enum Outcome {
        STORED,
        PRESENT
    }

    private interface Work {
        Outcome of(BundledBlob blob) throws IOException;
    }

    /**
     * Stores what the store does not have.
     *
     * @throws StoreException when the store fails; what was stored stays
     */
    public IntakeResult into(ObjectStore store) {
        BlobInventory inventory = BlobInventory.read(store);
        IntakeResult taken = each(blob -> {
            if (inventory.contains(blob.sha256(), blob.size())) {
                progress.accept(blob.size());
                return Outcome.PRESENT;
            }
            return attempt(blob, source -> BlobUpload.send(store, blob.sha256(), blob.size(), source))
                    ? Outcome.STORED
                    : Outcome.PRESENT;
        });
        List<BundledBlob> absent = signed.manifest()
                .assumed()
                .filter(blob -> !inventory.contains(blob.sha256(), blob.size()))
                .toList();
        return taken.withAbsent(absent);
    }

    /** What the store lacks of the bundle now, with the reasons; nothing is read from parts that are not needed for it. */
    public IntakeResult missingIn(ObjectStore store) {
        BlobInventory inventory = BlobInventory.read(store);
        IntakeResult carried = each(blob -> {
            if (!inventory.contains(blob.sha256(), blob.size())) {
                attempt(blob, source -> isIntact(blob, source));
            }
            return Outcome.PRESENT;
        });
        return carried.withAbsent(signed.manifest()
                .assumed()
                .filter(blob -> !inventory.contains(blob.sha256(), blob.size()))
                .toList());
    }

    /** Reads and verifies all blobs that the bundle carries, and stores nothing. */
    public IntakeResult check() {
        return each(blob -> {
            attempt(blob, source -> isIntact(blob, source));
            return Outcome.STORED;
        });
    }

    private IntakeResult each(Work work) {
        ExecutorService workers = Executors.newFixedThreadPool(WORKERS);
        try {
            List<BundledBlob> blobs = signed.manifest()
                    .carried()
                    .sorted(Comparator.comparingInt(
                                    (BundledBlob blob) -> blob.pieces().get(0).part())
                            .thenComparingLong(blob -> blob.pieces().get(0).offset()))
                    .toList();
            List<Future<Outcome>> running = blobs.stream()
                    .map(blob -> workers.submit(() -> work.of(blob)))
                    .toList();
            return collect(blobs, running);
        } finally {
            end(workers);
        }
    }

    /** Waits for workers that a failure left behind: they still use the store. */
    private static void end(ExecutorService workers) {
        workers.shutdownNow();
        try {
            workers.awaitTermination(MAX_END.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static IntakeResult collect(List<BundledBlob> blobs, List<Future<Outcome>> running) {
        var stored = new ArrayList<BundledBlob>();
        int present = 0;
        var lost = new ArrayList<IntakeResult.Lost>();
        for (int i = 0; i < blobs.size(); i++) {
            BundledBlob blob = blobs.get(i);
            try {
                if (running.get(i).get() == Outcome.STORED) {
                    stored.add(blob);
                } else {
                    present++;
                }
            } catch (ExecutionException e) {
                if (e.getCause() instanceof IOException reason) {
                    lost.add(new IntakeResult.Lost(blob, String.valueOf(reason.getMessage())));
                } else if (e.getCause() instanceof RuntimeException failure) {
                    throw failure;
                } else {
                    throw new IllegalStateException(e);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        }
        return new IntakeResult(stored, present, lost, List.of());
    }

    private interface Attempt {
        boolean with(InputStream source) throws IOException;
    }

    /** Tries the copies of the parts that have the blob, until one is good. */
    private boolean attempt(BundledBlob blob, Attempt attempt) throws IOException {
        int copies = 0;
        for (Piece piece : blob.pieces()) {
            int found = files.of(piece.part()).size();
            if (found == 0) {
                throw new IOException(BundlePart.fileName(piece.part()) + " is missing");
            }
            copies = Math.max(copies, found);
        }
        String reason = "";
        for (int copy = 0; copy < copies; copy++) {
            List<BlobStream.Range> ranges = ranges(blob, copy);
            try (InputStream source = new BlobStream(ranges, progress)) {
                return attempt.with(source);
            } catch (IOException | UncheckedIOException e) {
                reason = ranges.get(0).file().getFileName() + " is damaged (" + e.getMessage() + ")";
            }
        }
        throw new IOException(reason);
    }

    private List<BlobStream.Range> ranges(BundledBlob blob, int copy) {
        return blob.pieces().stream()
                .map(piece -> {
                    var found = files.of(piece.part());
                    return new BlobStream.Range(
                            found.get(Math.min(copy, found.size() - 1)), piece.offset(), piece.length());
                })
                .toList();
    }

    private static boolean isIntact(BundledBlob blob, InputStream source) throws IOException {
        var digest = Sha256.newDigest();
        byte[] buffer = new byte[BUFFER_BYTES];
        int read = source.read(buffer);
        while (read > 0) {
            digest.update(buffer, 0, read);
            read = source.read(buffer);
        }
        if (!Sha256.ofDigest(digest.digest()).equals(blob.sha256())) {
            throw new IOException("blob " + blob.sha256().abbreviated() + " does not have its hash");
        }
        return true;
    }
}
