package io.streammirror.fetcher.claim;

/** The result of trying to claim a blob. */
public sealed interface ClaimResult {
    /** The claim is ours. */
    record Taken(Claim claim) implements ClaimResult {}

    /**
     * Another fetcher is alive and works on it, and will publish its result.
     *
     * @param holder its name
     */
    record Elsewhere(String holder) implements ClaimResult {}
}
