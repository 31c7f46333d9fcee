package io.streammirror.fetcher.budget;

/** The number of transfers in this fetcher now. */
@FunctionalInterface
public interface ActiveSlots {
    int count();
}
