package io.streammirror.fetcher.budget;

/** How many slots of this fetcher work right now. */
@FunctionalInterface
public interface ActiveSlots {
    int count();
}
