package io.streammirror.publisher.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.event.ItemStored;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.BlobInventory;
import io.streammirror.store.InMemoryObjectStore;
import io.streammirror.store.ObjectAttributes;
import io.streammirror.store.StoreKeys;
import io.streammirror.store.StoredObject;
import io.streammirror.testing.time.ManualClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class BlobInventoryCacheTest {
    private static final Instant START = Instant.parse("2026-11-25T00:00:00Z");

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final ManualClock clock = new ManualClock(START);
    private final BlobInventoryCache inventories = new BlobInventoryCache(store, clock);

    @Test
    void shouldReuseYoungListingForAllMirrors() {
        assertThat(holds("a")).isFalse();
        put("a");

        assertThat(holds("a")).isFalse();
        clock.advance(BlobInventoryCache.MIN_AGE);

        assertThat(holds("a")).isTrue();
    }

    /** Listing takes at most a twentieth of the time, however much there is to list. */
    @Test
    void shouldKeepListingLongerWhenItTookLong() {
        var slow = new InMemoryObjectStore() {
            @Override
            public void list(String prefix, Consumer<StoredObject> visitor) {
                if (prefix.equals(StoreKeys.BLOBS)) {
                    clock.advance(Duration.ofSeconds(1));
                }
                super.list(prefix, visitor);
            }
        };
        var costly = new BlobInventoryCache(slow, clock);
        costly.read(supposed -> true);
        slow.put(StoreKeys.blob(sha256("a")), new byte[1], ObjectAttributes.BYTES);

        clock.advance(Duration.ofSeconds(BlobInventoryCache.COST_FACTOR).minusMillis(1));
        assertThat(costly.read(supposed -> true).contains(sha256("a"), 1)).isFalse();

        clock.advance(Duration.ofMillis(1));
        assertThat(costly.read(supposed -> true).contains(sha256("a"), 1)).isTrue();
    }

    @Test
    void shouldNotListAgainWhenResultsExplainInventory() {
        inventories.read(supposed -> true);
        put("not reported");

        report("a");

        assertThat(holds("a")).as("reported, and not even stored").isTrue();
        assertThat(holds("not reported")).isFalse();
    }

    @Test
    void shouldListAgainWhenResultsCannotExplainInventory() {
        inventories.read(supposed -> true);
        put("not reported");
        report("a");

        BlobInventory inventory = inventories.read(supposed -> supposed.contains(sha256("not reported"), 1));

        assertThat(inventory.contains(sha256("not reported"), 1)).isTrue();
    }

    @Test
    void shouldListAgainWhenListingIsOld() {
        inventories.read(supposed -> true);
        put("not reported");
        report("a");

        clock.advance(BlobInventoryCache.MIN_AGE);

        assertThat(holds("not reported")).isTrue();
        assertThat(holds("a"))
                .as("reported before the listing, which does not have it")
                .isFalse();
    }

    @Test
    void shouldIgnoreOldResults() {
        inventories.read(supposed -> true);

        inventories.observe(
                new ItemStored(sha256("a"), 1, 1, "run", "fetcher", START.minus(BlobInventoryCache.MAX_AGE)));

        assertThat(holds("a")).isFalse();
    }

    @Test
    void shouldListAgainWhenMistrusted() {
        inventories.read(supposed -> true);
        report("a");

        inventories.mistrust();

        assertThat(holds("a")).isFalse();
    }

    private boolean holds(String name) {
        return inventories.read(supposed -> true).contains(sha256(name), 1);
    }

    private void report(String name) {
        inventories.observe(new ItemStored(sha256(name), 1, 1, "run", "fetcher", clock.instant()));
    }

    private void put(String name) {
        store.put(StoreKeys.blob(sha256(name)), new byte[1], ObjectAttributes.BYTES);
    }

    private static Sha256 sha256(String name) {
        return Sha256.of(name.getBytes(StandardCharsets.UTF_8));
    }
}
