package io.streammirror.api;

import io.streammirror.mirror.MirrorName;
import io.streammirror.simplestreams.Sha256;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The readers that one publisher has seen since its process started.
 *
 * @param since when the process began to count
 * @param mirrors all, with the number of readers in each state
 * @param readers one page of them; none on the public port
 * @param next what {@code after} names for the next page; null on the last one
 */
public record ReaderReport(
        Instant since,
        Instant time,
        List<MirrorReaders> mirrors,
        List<ReaderInfo> readers,
        @Nullable String next) {
    public ReaderReport {
        since = Objects.requireNonNullElse(since, Instant.EPOCH);
        time = Objects.requireNonNullElse(time, Instant.EPOCH);
        mirrors = List.copyOf(Objects.requireNonNullElse(mirrors, List.of()));
        readers = List.copyOf(Objects.requireNonNullElse(readers, List.of()));
    }

    /**
     * The readers of one mirror.
     *
     * @param publication that clients get; null while there is none
     * @param signer fingerprint of the key that signed it
     */
    public record MirrorReaders(
            MirrorName name,
            @Nullable Sha256 publication,
            @Nullable Instant published,
            @Nullable String signer,
            ReaderCounts counts) {
        public MirrorReaders {
            counts = Objects.requireNonNullElse(counts, ReaderCounts.NONE);
        }
    }
}
