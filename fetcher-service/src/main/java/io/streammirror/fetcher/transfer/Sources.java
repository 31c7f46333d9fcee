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

    boolean isExhausted() {
        return left.isEmpty();
    }

    URI current() {
        return left.get(0);
    }

    /** Makes the next source the current one, if there is another. */
    void rotate() {
        left.add(left.remove(0));
    }

    /** Never tries the current source again. */
    void remove(String reason) {
        refusals.add(left.remove(0) + ": " + reason);
    }

    /** Why the removed sources were removed, for people. */
    String refusals() {
        return String.join("; ", refusals);
    }
}
