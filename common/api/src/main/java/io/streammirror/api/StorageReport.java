package io.streammirror.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.streammirror.mirror.MirrorName;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The need of the mirrors and the content of the store, in bytes.
 *
 * @param wanted distinct bytes of all followed catalogs; bytes that mirrors share count once
 * @param present of these, those that are stored
 * @param stored bytes of all blobs
 * @param blobs their number; null before the store was listed, as are all numbers about it
 * @param measured when superseded and sweepable bytes were measured last; null before the first time
 * @param superseded bytes that only superseded publications and orders need
 * @param sweepable bytes that the next sweep deletes
 * @param growth of the stored bytes over the time of the history; null with fewer than two points
 * @param history oldest point first
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StorageReport(
        Instant time,
        long wanted,
        long present,
        @Nullable Long stored,
        @Nullable Integer blobs,
        @Nullable Instant measured,
        @Nullable Long superseded,
        @Nullable Long sweepable,
        @Nullable Long growth,
        List<MirrorStorage> mirrors,
        List<StoragePoint> history) {
    public StorageReport {
        mirrors = List.copyOf(Objects.requireNonNullElse(mirrors, List.of()));
        history = List.copyOf(Objects.requireNonNullElse(history, List.of()));
    }

    /** The need of one mirror: distinct bytes of its catalog, and those of them that are stored. */
    public record MirrorStorage(MirrorName mirror, long wanted, long present) {}
}
