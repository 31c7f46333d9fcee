package io.streammirror.bundle;

import java.util.List;

/**
 * What became of the blobs of a bundle.
 *
 * @param stored taken in by this run; for a check, all good ones
 * @param present how many the store had already
 * @param lost carried by the bundle, but in a part that is missing or damaged
 * @param absent not carried, and not in the store either
 */
public record IntakeResult(List<BundledBlob> stored, int present, List<Lost> lost, List<BundledBlob> absent) {
    /**
     * A blob that could not be read.
     *
     * @param reason which part, and what is wrong with it
     */
    public record Lost(BundledBlob blob, String reason) {}

    public IntakeResult {
        stored = List.copyOf(stored);
        lost = List.copyOf(lost);
        absent = List.copyOf(absent);
    }

    /** Whether nothing is missing. */
    public boolean isWhole() {
        return lost.isEmpty() && absent.isEmpty();
    }

    /** Bytes that this run took in. */
    public long storedBytes() {
        return stored.stream().mapToLong(BundledBlob::size).sum();
    }

    IntakeResult withAbsent(List<BundledBlob> missing) {
        return new IntakeResult(stored, present, lost, missing);
    }
}
