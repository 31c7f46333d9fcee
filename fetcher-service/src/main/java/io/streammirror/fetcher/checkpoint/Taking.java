package io.streammirror.fetcher.checkpoint;

/** What came of trying to take a blob. */
public sealed interface Taking {
    /** It is ours. */
    record Taken(Claim claim) implements Taking {}

    /**
     * Another fetcher is alive and at it, and will tell its result.
     *
     * @param holder its name
     */
    record Elsewhere(String holder) implements Taking {}
}
