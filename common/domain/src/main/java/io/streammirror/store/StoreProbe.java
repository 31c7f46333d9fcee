package io.streammirror.store;

import io.streammirror.concurrent.DaemonThreads;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * Finds out what a store can do by doing it, on small objects of its own below {@link StoreKeys#PROBE}, which it removes.
 *
 * <p>Every method throws {@link StoreUnavailableException} when the store does not answer: then nothing is known.
 */
public final class StoreProbe {
    private static final int WRITERS = 8;

    /** A store that checks first and writes then is found out by few: the first round of eight gives it away in most runs. */
    private static final int ROUNDS = 5;

    private final ObjectStore store;
    private final String prefix;

    /** A probe may run beside others of its kind: each has keys of its own. */
    public StoreProbe(ObjectStore store) {
        this.store = store;
        this.prefix = StoreKeys.PROBE + UUID.randomUUID() + "/";
    }

    /** All of it. */
    public StoreAbilities run() throws InterruptedException {
        return new StoreAbilities(store.checksCrc32c(), keepsListedParts(), createsOnce());
    }

    /** Sends a part, sends another in its place as a holder that slept through its lease would, and completes with the first. */
    public boolean keepsListedParts() {
        String key = prefix + "parts";
        byte[] listed = "listed".getBytes(StandardCharsets.UTF_8);
        UploadId upload = store.beginUpload(key, ObjectAttributes.BYTES);
        try {
            UploadedPart first = store.uploadPart(key, upload, 1, ByteBuffer.wrap(listed));
            store.uploadPart(key, upload, 1, ByteBuffer.wrap("overwritten".getBytes(StandardCharsets.UTF_8)));
            return isRefused(key, upload, first) || Arrays.equals(store.read(key, 100), listed);
        } finally {
            store.abortUpload(key, upload);
            store.delete(key);
        }
    }

    private boolean isRefused(String key, UploadId upload, UploadedPart part) {
        try {
            store.completeUpload(key, upload, List.of(part));
            return false;
        } catch (StoreUnavailableException unknown) {
            throw unknown;
        } catch (StoreException refused) {
            return true;
        }
    }

    /** Lets writers race to create the same object, again and again. */
    public boolean createsOnce() throws InterruptedException {
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS, DaemonThreads.named("store-probe"));
        try {
            for (int round = 0; round < ROUNDS; round++) {
                if (winners(writers, prefix + "create-" + round) != 1) {
                    return false;
                }
            }
            return true;
        } finally {
            writers.shutdownNow();
        }
    }

    private long winners(ExecutorService writers, String key) throws InterruptedException {
        List<Callable<Boolean>> race = IntStream.range(0, WRITERS)
                .mapToObj(writer -> (Callable<Boolean>) () -> store.create(
                        key, Integer.toString(writer).getBytes(StandardCharsets.UTF_8), ObjectAttributes.BYTES))
                .toList();
        try {
            List<Future<Boolean>> answers = writers.invokeAll(race);
            long winners = 0;
            for (Future<Boolean> answer : answers) {
                winners += answer.get() ? 1 : 0;
            }
            return winners;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof StoreException failed
                    ? failed
                    : new StoreException("the store could not be probed", e.getCause());
        } finally {
            store.delete(key);
        }
    }
}
