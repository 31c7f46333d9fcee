package io.streammirror.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.streammirror.simplestreams.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class BlobsTest {
    private static final byte[] BODY = "{}\n".getBytes(StandardCharsets.UTF_8);

    private final AtomicInteger puts = new AtomicInteger();
    private final InMemoryObjectStore store = new InMemoryObjectStore() {
        @Override
        public void put(String key, byte[] body, ObjectAttributes attributes) {
            puts.incrementAndGet();
            super.put(key, body, attributes);
        }
    };
    private final Blobs blobs = new Blobs(store);

    @Test
    void shouldStoreDocumentOnceUnderItsHash() {
        Sha256 sha256 = blobs.storeDocument(BODY, "application/json");
        blobs.storeDocument(BODY, "application/json");

        assertThat(sha256).isEqualTo(Sha256.of(BODY));
        assertThat(puts).hasValue(1);
        assertThat(blobs.read(sha256, 100)).isEqualTo(BODY);
        assertThat(store.head(StoreKeys.blob(sha256)))
                .map(StoredObject::metadata)
                .contains(Map.of("sha256", sha256.hex(), "size", "3"));
    }

    @Test
    void shouldStoreBlobAgainWhenItsSizeIsWrong() {
        var sha256 = Sha256.of(BODY);
        store.put(StoreKeys.blob(sha256), new byte[1], ObjectAttributes.BYTES);

        blobs.storeDocument(BODY, "application/json");

        assertThat(blobs.read(sha256, 100)).isEqualTo(BODY);
    }

    @Test
    void shouldStoreBlobAgainWhenItIsDamaged() {
        Sha256 sha256 = damaged("{ \n");

        blobs.storeDocument(BODY, "application/json");

        assertThat(blobs.read(sha256, 100)).isEqualTo(BODY);
        assertThat(DamageRecords.list(store)).isEmpty();
    }

    @Test
    void shouldContainReplacedBlobBeforeItsRecordEnds() {
        Sha256 sha256 = damaged("{ }\n");

        store.put(StoreKeys.blob(sha256), BODY, ObjectAttributes.BYTES);

        assertThat(blobs.contains(sha256, BODY.length)).isTrue();
    }

    @Test
    void shouldCountDamagedBlobAsMissingInInventory() {
        Sha256 sha256 = damaged("{ \n");

        BlobInventory inventory = BlobInventory.read(store);

        assertThat(inventory.contains(sha256, BODY.length)).isFalse();
        assertThat(inventory.with(Map.of(sha256, (long) BODY.length)).contains(sha256, BODY.length))
                .isFalse();
        new DamageRecords(store).remove(sha256);
        assertThat(BlobInventory.read(store).contains(sha256, BODY.length)).isTrue();
    }

    @Test
    void shouldCountBlobAsDamagedWhenItsRecordIsUnreadable() {
        Sha256 sha256 = blobs.storeDocument(BODY, "application/json");

        store.put(StoreKeys.damaged(sha256), "{".getBytes(StandardCharsets.UTF_8), ObjectAttributes.JSON);

        assertThat(blobs.contains(sha256, BODY.length)).isFalse();
        assertThat(DamageRecords.list(store)).containsExactly(sha256);
    }

    private Sha256 damaged(String content) {
        var sha256 = Sha256.of(BODY);
        store.put(StoreKeys.blob(sha256), content.getBytes(StandardCharsets.UTF_8), ObjectAttributes.BYTES);
        new DamageRecords(store)
                .add(sha256, DamagedBlob.of(store.head(StoreKeys.blob(sha256)).orElseThrow(), Instant.EPOCH, "a test"));
        return sha256;
    }

    @Test
    void shouldRefuseToReadDamagedBlob() {
        var sha256 = Sha256.of(BODY);
        store.put(StoreKeys.blob(sha256), "{ \n".getBytes(StandardCharsets.UTF_8), ObjectAttributes.BYTES);

        assertThatExceptionOfType(DamagedBlobException.class)
                .isThrownBy(() -> blobs.read(sha256, 100))
                .withMessageContaining(sha256.hex())
                .withMessageContaining("is damaged");
    }

    @Test
    void shouldListOnlyWholeBlobsInInventory() {
        Sha256 sha256 = blobs.storeDocument(BODY, "application/json");
        store.put(StoreKeys.BLOBS + "aa/single-temporary-file", BODY, ObjectAttributes.BYTES);
        store.put(StoreKeys.LOG_HINT, BODY, ObjectAttributes.BYTES);

        BlobInventory inventory = BlobInventory.read(store);

        assertThat(inventory.contains(sha256, 3)).isTrue();
        assertThat(inventory.contains(sha256, 4)).isFalse();
        assertThat(inventory.contains(Sha256.of(new byte[0]), 0)).isFalse();
    }

    @Test
    void shouldKnowFromInventoryWhenBlobWasStored() {
        Instant noon = Instant.parse("2026-11-23T12:00:00Z");
        var timed = new InMemoryObjectStore(Clock.fixed(noon, ZoneOffset.UTC));
        Sha256 sha256 = new Blobs(timed).storeDocument(BODY, "application/json");
        Sha256 other = Sha256.of(new byte[] {7});

        BlobInventory inventory = BlobInventory.read(timed).with(Map.of(other, 1L));

        assertThat(inventory.storedAt(sha256)).contains(noon);
        assertThat(inventory.storedAt(other)).as("only reported").isEmpty();
        assertThat(inventory.contains(other, 1)).isTrue();
        assertThat(inventory.without(Set.of(sha256)).storedAt(sha256)).isEmpty();
    }
}
