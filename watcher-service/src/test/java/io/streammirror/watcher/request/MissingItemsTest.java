package io.streammirror.watcher.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.streammirror.catalog.SampleCatalog;
import io.streammirror.event.ItemRequested;
import io.streammirror.mirror.MirrorName;
import io.streammirror.simplestreams.ProductsDocument;
import io.streammirror.simplestreams.SampleProducts;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.Blobs;
import io.streammirror.store.InMemoryObjectStore;
import io.streammirror.store.StoreKeys;
import io.streammirror.store.StoredObject;
import io.streammirror.sweep.OpenSweep;
import io.streammirror.testing.time.ManualClock;
import io.streammirror.upstream.TreeLocation;
import io.streammirror.watcher.event.RecordingChannel;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MissingItemsTest {
    private static final MirrorName MIRROR = new MirrorName("sample");

    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-23T12:00:00Z"));
    private final InMemoryObjectStore store = new InMemoryObjectStore() {
        @Override
        public void list(String prefix, Consumer<StoredObject> visitor) {
            super.list(prefix, visitor);
            meanwhile.run();
        }
    };
    private final WantedBlobs wanted = new WantedBlobs();
    private final RequestLedger ledger = new RequestLedger();
    private final RecordingChannel channel = new RecordingChannel();
    private Runnable meanwhile = () -> {};
    private OpenSweep sweep = OpenSweep.NONE;
    private final MissingItems missing = new MissingItems(store, wanted, ledger, channel, clock, "run-1", () -> sweep);

    @BeforeEach
    void wantTwoVersionsAndABootloader() {
        var images = new SampleProducts("a:images")
                .item("p1", "20250101", "root", "p1-old")
                .item("p1", "20250202", "root", "p1-new")
                .item("p2", "20250202", "root", "p2-new");
        var loaders = new SampleProducts("b:bootloaders").item("grub", "20240101", "grub", "loader");
        loaders.product("grub").put("bootloader-type", "uefi");
        follow(images, loaders);
    }

    @Test
    void bootloadersAreAskedForFirstThenNewestVersions() {
        missing.askFor(MIRROR);

        assertThat(asked()).containsExactly(hash("loader"), hash("p1-new"), hash("p2-new"), hash("p1-old"));
    }

    @Test
    void aRequestSaysAllThatAFetcherNeeds() {
        missing.askFor(MIRROR);

        assertThat(channel.sent(ItemRequested.class).get(0))
                .isEqualTo(new ItemRequested(
                        hash("loader"),
                        6,
                        Map.of(),
                        List.of(URI.create("https://upstream.example/grub/20240101/grub")),
                        List.of(MIRROR),
                        "run-1",
                        clock.instant(),
                        clock.instant().plus(Duration.ofDays(1))));
    }

    @Test
    void nothingIsAskedForTwiceInARow() {
        missing.askFor(MIRROR);

        assertThat(missing.askFor(MIRROR)).isZero();
        assertThat(asked()).hasSize(4);
    }

    @Test
    void whatIsStoredIsNotAskedFor() {
        store("p1-new");

        missing.askFor(MIRROR);

        assertThat(asked()).hasSize(3).doesNotContain(hash("p1-new"));
    }

    @Test
    void whatASweepIsAboutToDeleteIsAskedForOnceThatIsOver() {
        store("p1-new");
        sweep = new OpenSweep(null, Set.of(StoreKeys.blob(hash("p1-new"))), Set.of(hash("p1-new")));

        missing.askFor(MIRROR);

        assertThat(asked()).hasSize(3).doesNotContain(hash("p1-new"));
        assertThat(missing.isDeferred()).isTrue();

        store.delete(StoreKeys.blob(hash("p1-new")));
        sweep = OpenSweep.NONE;
        missing.askFor(MIRROR);

        assertThat(asked()).contains(hash("p1-new"));
        assertThat(missing.isDeferred()).isFalse();
    }

    @Test
    void whatIsStoredAndReportedWhileTheStoreIsListedIsNotAskedForAgain() {
        missing.askFor(MIRROR);
        channel.sent().clear();
        meanwhile = () -> {
            store("p1-new");
            ledger.stored(hash("p1-new"));
        };

        assertThat(missing.askFor(MIRROR)).isZero();
        assertThat(asked()).isEmpty();
    }

    @Test
    void aBlobOfAnotherSizeCountsAsMissing() {
        store.put(
                StoreKeys.blob(hash("p1-new")),
                new byte[2],
                Blobs.attributes(hash("p1-new"), 2, "application/octet-stream"));

        missing.askFor(MIRROR);

        assertThat(asked()).contains(hash("p1-new"));
    }

    @Test
    void afterSilenceOnlyWhatIsStillMissingIsAskedForAgain() {
        missing.askFor(MIRROR);
        store("p1-new");
        clock.advance(Duration.ofMinutes(10));
        channel.sent().clear();

        missing.askFor(MIRROR);

        assertThat(asked()).containsExactly(hash("loader"), hash("p2-new"), hash("p1-old"));
    }

    @Test
    void aDeletedBlobIsAskedForAgain() {
        store("loader");
        missing.askFor(MIRROR);
        store.delete(StoreKeys.blob(hash("loader")));

        missing.askFor(MIRROR);

        assertThat(asked()).contains(hash("loader"));
    }

    @Test
    void whatIsFoundStoredIsNoLongerDueAlthoughItsResultWasLost() {
        missing.askFor(MIRROR);
        List.of("loader", "p1-new", "p2-new", "p1-old").forEach(this::store);
        clock.advance(RequestLedger.SILENCE);

        missing.askFor(MIRROR);

        assertThat(ledger.anyDue(clock.instant())).isFalse();
    }

    @Test
    void whatNobodyWantsAnyMoreIsNoLongerDue() {
        missing.askFor(MIRROR);
        follow(new SampleProducts("a:images").item("p1", "20250303", "root", "newest"));
        missing.askFor(MIRROR);
        store("newest");
        clock.advance(RequestLedger.SILENCE);

        missing.askFor(MIRROR);

        assertThat(ledger.anyDue(clock.instant())).isFalse();
    }

    @Test
    void whenTheQueueIsLostAllIsAskedForAgain() {
        missing.askFor(MIRROR);
        channel.sent().clear();
        ledger.queueLost();

        missing.askFor(MIRROR);

        assertThat(asked()).hasSize(4);
    }

    @Test
    void whatTheBrokerDidNotTakeIsAskedForNextTime() {
        channel.open(false);
        assertThatThrownBy(() -> missing.askFor(MIRROR)).hasMessage("the broker is away");
        channel.open(true);

        assertThat(missing.askFor(MIRROR)).isEqualTo(4);
    }

    private void follow(SampleProducts... products) {
        var documents = List.of(products).stream().map(SampleProducts::document).toArray(ProductsDocument[]::new);
        wanted.follow(
                SampleCatalog.of(documents),
                List.of(TreeLocation.parse(URI.create("https://upstream.example"), false)));
    }

    private List<Sha256> asked() {
        return channel.sent(ItemRequested.class).stream()
                .map(ItemRequested::sha256)
                .toList();
    }

    private void store(String content) {
        new Blobs(store).storeDocument(content.getBytes(StandardCharsets.UTF_8), "application/octet-stream");
    }

    private static Sha256 hash(String content) {
        return Sha256.of(content.getBytes(StandardCharsets.UTF_8));
    }
}
