package io.streammirror.fetcher.transfer;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** The sources of one item that are still worth trying, the current one first. */
final class Sources {
    private final List<URI> left;
    private final List<String> refusals = new ArrayList<>();

    Sources(List<URI> all) {
        this.left = new ArrayList<>(all);
    }

    boolean exhausted() {
        return left.isEmpty();
    }

    URI current() {
        return left.get(0);
    }

    /** Tries another one next, where there is one. */
    void rotate() {
        left.add(left.remove(0));
    }

    /** Never tries the current one again. */
    void strikeOff(String reason) {
        refusals.add(left.remove(0) + ": " + reason);
    }

    /** Why none is left, for people. */
    String refusals() {
        return String.join("; ", refusals);
    }
}
