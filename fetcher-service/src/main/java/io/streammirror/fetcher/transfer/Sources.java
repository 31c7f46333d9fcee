package io.streammirror.fetcher.transfer;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The sources of one item that are still worth trying, the current one first. */
final class Sources {
    private final List<URI> left;
    private final List<String> refusals = new ArrayList<>();
    /** Why sources do not have the item, of those that were tried in this round. */
    private final Map<URI, String> missing = new HashMap<>();

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

    /**
     * Puts the current source aside for this round, because it does not have the item.
     *
     * @return false if that ends the round, since no source that is left has the item
     */
    boolean skip(String reason) {
        missing.put(left.get(0), reason);
        Optional<URI> next =
                left.stream().filter(source -> !missing.containsKey(source)).findFirst();
        next.ifPresent(source -> {
            left.remove(source);
            left.add(0, source);
        });
        return next.isPresent();
    }

    /** Tries the sources that were put aside again. */
    void newRound() {
        missing.clear();
    }

    /** Whether a source was put aside in this round. */
    boolean isAnyMissing() {
        return !missing.isEmpty();
    }

    /** Why no source has delivered the item, for the operator. */
    String failures() {
        return Stream.concat(
                        refusals.stream(),
                        left.stream().filter(missing::containsKey).map(source -> source + ": " + missing.get(source)))
                .collect(Collectors.joining("; "));
    }
}
