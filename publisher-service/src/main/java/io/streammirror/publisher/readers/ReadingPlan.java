package io.streammirror.publisher.readers;

import io.streammirror.simplestreams.Sha256;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The requests of a client that reads a publication. */
public final class ReadingPlan {
    private static final List<String> FORMS = List.of(".sjson", ".json");

    private final Sha256 id;
    private final Instant updated;
    private final @Nullable String signer;
    private final List<String> paths;
    private final Map<String, Integer> positions = new HashMap<>();
    private final Map<Sha256, Integer> items = new HashMap<>();

    /**
     * Makes a plan.
     *
     * @param signer fingerprint of the key that signed it; null where that is not known
     * @param documents paths of the products documents below the mirror, without ending, in the order of the index
     * @param items distinct contents of items
     */
    public ReadingPlan(Sha256 id, Instant updated, @Nullable String signer, List<String> documents, Set<Sha256> items) {
        this.id = id;
        this.updated = updated;
        this.signer = signer;
        this.paths = documents.stream().map(path -> path + FORMS.get(0)).toList();
        for (int i = 0; i < documents.size(); i++) {
            for (String form : FORMS) {
                positions.put(documents.get(i) + form, i);
            }
        }
        items.forEach(item -> this.items.put(item, this.items.size()));
    }

    /** Of the publication. */
    public Sha256 id() {
        return id;
    }

    Instant updated() {
        return updated;
    }

    @Nullable
    String signer() {
        return signer;
    }

    /** Paths of the signed documents, in the order of the index. */
    List<String> paths() {
        return paths;
    }

    /** Where in the index a path is named. */
    Optional<Integer> position(String path) {
        return Optional.ofNullable(positions.get(path));
    }

    /** The number of an item, from 0. */
    Optional<Integer> item(@Nullable Sha256 content) {
        return content == null ? Optional.empty() : Optional.ofNullable(items.get(content));
    }

    /** All items with their numbers. */
    Map<Sha256, Integer> items() {
        return items;
    }
}
