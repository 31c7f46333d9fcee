package io.streammirror.fetcher.digest;

import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.event.ItemRequested;
import io.streammirror.simplestreams.Sha256;
import java.net.URI;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ItemDigestsTest {
    private static final Map<String, String> ALGORITHMS =
            Map.of("md5", "MD5", "sha1", "SHA-1", "sha384", "SHA-384", "sha512", "SHA-512");

    /** Blocks of SHA-512 have 128 bytes, those of the others 64. */
    private static final int BLOCK = 128;

    @Test
    void shouldSupportResumedDigestsOnThisPlatform() {
        assertThat(ItemDigests.canBeResumed()).isTrue();
    }

    @Property(tries = 200)
    void shouldComputeSameDigestsWhenResumedAtAnyBlock(
            @ForAll @IntRange(min = 0, max = 200) int blocks,
            @ForAll @IntRange(min = 0, max = 3000) int rest,
            @ForAll long seed)
            throws Exception {
        byte[] bytes = bytes(blocks * BLOCK + rest, seed);
        ItemRequested request = request(bytes);
        var first = new ItemDigests(request);
        first.update(bytes, 0, blocks * BLOCK);

        ItemDigests second =
                ItemDigests.resumed(request, first.state().orElseThrow()).orElseThrow();
        second.update(bytes, blocks * BLOCK, rest);

        assertThat(second.mismatch()).isEmpty();
    }

    @Test
    void shouldFindMismatchAfterResume() throws Exception {
        byte[] bytes = bytes(4 * BLOCK, 1);
        ItemRequested request = request(bytes);
        var first = new ItemDigests(request);
        first.update(bytes, 0, BLOCK);
        ItemDigests second =
                ItemDigests.resumed(request, first.state().orElseThrow()).orElseThrow();

        second.update(new byte[3 * BLOCK], 0, 3 * BLOCK);

        assertThat(second.mismatch())
                .hasValueSatisfying(said -> assertThat(said).startsWith("sha256 is "));
    }

    @Test
    void shouldHaveNoStateInsideBlock() throws Exception {
        byte[] bytes = bytes(BLOCK, 1);
        var digests = new ItemDigests(request(bytes));

        digests.update(bytes, 0, BLOCK - 1);

        assertThat(digests.state()).isEmpty();
    }

    @Test
    void shouldRefuseStateOfOtherDigests() throws Exception {
        byte[] bytes = bytes(BLOCK, 1);
        Map<String, String> state = new ItemDigests(request(bytes)).state().orElseThrow();
        var fewer = new TreeMap<>(state);
        fewer.remove("md5");
        var spoiled = new TreeMap<>(state);
        spoiled.put("sha256", "1 2 3");

        assertThat(ItemDigests.resumed(request(bytes), fewer)).isEmpty();
        assertThat(ItemDigests.resumed(request(bytes), spoiled)).isEmpty();
    }

    private static byte[] bytes(int size, long seed) {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static ItemRequested request(byte[] bytes) throws Exception {
        var digests = new TreeMap<String, String>();
        for (var algorithm : ALGORITHMS.entrySet()) {
            byte[] digest = MessageDigest.getInstance(algorithm.getValue()).digest(bytes);
            digests.put(algorithm.getKey(), HexFormat.of().formatHex(digest));
        }
        return new ItemRequested(
                Sha256.of(bytes),
                bytes.length,
                digests,
                List.of(URI.create("http://first/item")),
                List.of(),
                "run",
                Instant.EPOCH,
                Instant.EPOCH);
    }
}
