package io.streammirror.fetcher.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.event.ItemRequested;
import io.streammirror.fetcher.checkpoint.Claims;
import io.streammirror.fetcher.retry.RetryPolicy;
import io.streammirror.fetcher.source.HostConnections;
import io.streammirror.fetcher.source.SourceHealth;
import io.streammirror.fetcher.source.SourceReader;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.StoreKeys;
import io.streammirror.testing.time.ManualClock;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;

/** A fetch engine between scripted sources and a store in memory; afterwards nothing may be left of what it took. */
abstract class FetchBench {
    static final URI FIRST = URI.create("http://first/item");
    static final URI SECOND = URI.create("http://second/item");
    static final byte[] SMALL = "a boot loader".getBytes(StandardCharsets.UTF_8);
    static final byte[] LARGE = randomBytes(3 * PartSize.DEFAULT + 4711);
    static final byte[] FLIPPED = flipped(LARGE);

    final ManualClock clock = new ManualClock(Instant.parse("2026-11-23T00:00:00Z"));
    final FlakyStore store = new FlakyStore();
    final ScriptedSource sources = new ScriptedSource();
    final PartBuffers buffers = new PartBuffers(4L * PartSize.DEFAULT);
    final RecordedTransfer observer = new RecordedTransfer();
    final ExecutorService uploads = Executors.newCachedThreadPool();
    final Fetch fetch = fetch("this-fetcher", sources, new HostConnections(1));

    @AfterEach
    void noBufferIsLost() throws InterruptedException {
        uploads.shutdownNow();
        assertThat(uploads.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
        assertThat(buffers.used()).isZero();
        assertThat(store.openUploads()).isZero();
        assertThat(store.contents().keySet()).noneMatch(key -> key.startsWith(StoreKeys.UPLOADS));
    }

    /** A fetcher of its own, with the same store, memory and time. */
    final Fetch fetch(String name, SourceReader reader, HostConnections connections) {
        return new Fetch(equipment(reader, connections), new Claims(store, name, () -> true, clock::advance, clock));
    }

    final Equipment equipment(SourceReader reader, HostConnections connections) {
        return new Equipment(
                store,
                reader,
                connections,
                new SourceHealth(clock),
                buffers,
                Throttle.NONE,
                uploads,
                new RetryPolicy(clock::advance, new Random(1)),
                0,
                clock);
    }

    Outcome fetch(byte[] item, URI... from) throws InterruptedException {
        return fetch.fetch(request(item, Map.of(), from.length == 0 ? new URI[] {FIRST} : from), true, observer);
    }

    ItemRequested request(byte[] item, Map<String, String> digests, URI... from) {
        Instant now = clock.instant();
        return new ItemRequested(
                Sha256.of(item), item.length, digests, List.of(from), List.of(), "run", now, now.plusSeconds(60));
    }

    void assertStored(byte[] item) {
        assertThat(store.contents().get(StoreKeys.blob(Sha256.of(item)))).isEqualTo(item);
    }

    static byte[] randomBytes(int size) {
        byte[] bytes = new byte[size];
        new Random(42).nextBytes(bytes);
        return bytes;
    }

    static byte[] flipped(byte[] bytes) {
        byte[] copy = bytes.clone();
        copy[copy.length / 2] ^= 1;
        return copy;
    }
}
