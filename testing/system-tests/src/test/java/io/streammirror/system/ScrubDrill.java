package io.streammirror.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.StoreKeys;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/** Damages stored items in three ways while a client reads them all the time, and notes what it got. */
final class ScrubDrill implements AutoCloseable {
    /** Each has four items. */
    private static final int VERSIONS = 15;

    private static final long ROOT = 700_000;

    private final StackStore store;
    private final PublishedTree tree;
    private final List<PublishedItem> items;
    private final List<String> wrong = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger right = new AtomicInteger();
    private final Thread reader = new Thread(this::read, "reader");
    private volatile boolean over;

    ScrubDrill(StackStore store, PublishedTree tree) {
        this.store = store;
        this.tree = tree;
        this.items = tree.items(tree.index());
        reader.start();
    }

    /** A tree of 60 items. */
    static SmallTree content(String mirror) {
        SmallTree content = SmallTree.named(mirror);
        for (int i = 0; i < VERSIONS; i++) {
            content = content.with("202501" + (10 + i), ROOT + i);
        }
        return content;
    }

    /** Returns when nothing is damaged or missing any more. */
    void assertRepaired(StatusPage status, String mirror, Instant updated) {
        Await.until(
                "no blob is damaged",
                () -> status.read().path("scrub").path("damaged").asInt(-1) == 0);
        status.awaitPublished(mirror, updated);
        assertThat(store.damagedBlobs()).isEmpty();
        assertThat(store.keys(StoreKeys.DAMAGED)).isEmpty();
    }

    List<PublishedItem> items() {
        return items;
    }

    /** Flips a bit of a third of them, cuts another third, and deletes the rest. */
    void damage(int count, long seed) {
        var chosen = new ArrayList<>(
                items.stream().map(PublishedItem::sha256).distinct().toList());
        Collections.shuffle(chosen, new Random(seed));
        assertThat(chosen).hasSizeGreaterThanOrEqualTo(count);
        for (int i = 0; i < count; i++) {
            String sha256 = chosen.get(i);
            String key = StoreKeys.blob(new Sha256(sha256));
            byte[] bytes = store.read(key);
            if (i % 3 == 0) {
                bytes[bytes.length / 2] ^= 4;
                store.put(key, bytes);
            } else if (i % 3 == 1) {
                store.put(key, Arrays.copyOf(bytes, bytes.length - 1 - i));
            } else {
                store.delete(new Sha256(sha256));
            }
        }
    }

    private void read() {
        var random = new Random(7);
        while (!over) {
            PublishedItem item = items.get(random.nextInt(items.size()));
            // A request that begins after the record exists must get the right bytes or none.
            boolean known =
                    !store.keys(StoreKeys.damaged(new Sha256(item.sha256()))).isEmpty();
            try {
                HttpResponse<byte[]> response = tree.web().get(tree.url(item.path()));
                if (response.statusCode() != 200) {
                    continue;
                }
                if (Sha256.of(response.body()).hex().equals(item.sha256())) {
                    right.incrementAndGet();
                } else if (known) {
                    wrong.add(item.path());
                }
            } catch (UncheckedIOException aborted) {
                // No bytes are better than wrong ones.
            }
        }
    }

    /** Ends the reader when it has read as many items as there are, and nothing wrong from the moment of detection. */
    void assertNothingWrongWasServed() {
        Await.until("the reader has read a lot", () -> right.get() > items.size());
        close();
        assertThat(wrong).isEmpty();
    }

    @Override
    public void close() {
        over = true;
        try {
            reader.join(30_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
