package io.streammirror.publisher.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.streammirror.config.Settings;
import io.streammirror.decision.DecisionLog;
import io.streammirror.decision.LivePublication;
import io.streammirror.decision.LogHead;
import io.streammirror.decision.MirrorState;
import io.streammirror.mirror.MirrorName;
import io.streammirror.publisher.query.JsonAnswer;
import io.streammirror.publisher.recall.FormerTrees;
import io.streammirror.publisher.recall.KeptPublications;
import io.streammirror.publisher.recall.TreeDifference;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.ObjectStore;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what was decided, and which publications are kept, from the log and the store. Every read blocks. */
@Singleton
public class MirrorHistory {
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;

    private final Settings settings;
    private final DecisionLog log;
    private final FormerTrees trees;

    MirrorHistory(Settings settings, DecisionLog log, ObjectStore store) {
        this.settings = settings;
        this.log = log;
        this.trees = new FormerTrees(store);
    }

    /**
     * One publication that can be restored, or is live.
     *
     * @param superseded when another one took its place; null for the live one
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Kept(
            Sha256 id,
            Sha256 catalog,
            Instant updated,
            long sequence,
            String signer,
            @Nullable Instant superseded) {
        static Kept of(LivePublication publication, @Nullable Instant superseded) {
            return new Kept(
                    publication.id(),
                    publication.catalog(),
                    publication.updated(),
                    publication.sequence(),
                    publication.signer(),
                    superseded);
        }
    }

    /** What differs between two publications, named by their ids. */
    record Difference(MirrorName mirror, Sha256 from, Sha256 to, TreeDifference difference) {}

    /** Where the log ends now. */
    JsonAnswer head() {
        LogHead head = log.head();
        var json = new HashMap<String, @Nullable Object>();
        json.put("sequence", head.sequence());
        json.put("sha256", head.hash() == null ? null : head.hash().hex());
        return JsonAnswer.of(json);
    }

    /** One entry of the log, byte for byte as it is stored, so that a reader can check the chain of hashes. */
    JsonAnswer entry(long sequence) {
        return log.raw(sequence)
                .map(JsonAnswer::immutable)
                .orElseGet(() -> JsonAnswer.problem(NOT_FOUND, "the log has no entry " + sequence));
    }

    /** All publications that a mirror keeps, the live one first. */
    JsonAnswer publications(String name) {
        Optional<MirrorState> state = state(name);
        if (state.isEmpty()) {
            return noMirror(name);
        }
        var kept = new ArrayList<Kept>();
        Optional.ofNullable(state.get().live()).map(live -> Kept.of(live, null)).ifPresent(kept::add);
        state.get()
                .superseded()
                .forEach(previous -> kept.add(Kept.of(previous.publication(), previous.supersededAt())));
        return JsonAnswer.of(Map.of("mirror", name, "publications", kept));
    }

    /**
     * What differs between two publications.
     *
     * @param from id of the earlier one, or its first 12 digits; null for the one right before the live one
     * @param to the later one; null for the live one
     */
    JsonAnswer difference(String name, @Nullable String from, @Nullable String to) {
        Optional<MirrorState> state = state(name);
        if (state.isEmpty()) {
            return noMirror(name);
        }
        var kept = new KeptPublications(state.get());
        var mirror = new MirrorName(name);
        try {
            Optional<Sha256> earlier = from == null ? kept.previous() : Optional.of(kept.named(from));
            Optional<Sha256> later = to == null
                    ? Optional.ofNullable(state.get().live()).map(LivePublication::id)
                    : Optional.of(kept.named(to));
            if (earlier.isEmpty() || later.isEmpty()) {
                return JsonAnswer.problem(CONFLICT, "there are no two publications of '" + name + "' yet");
            }
            return JsonAnswer.of(new Difference(
                    mirror,
                    earlier.get(),
                    later.get(),
                    TreeDifference.between(trees.whole(mirror, earlier.get()), trees.whole(mirror, later.get()))));
        } catch (IllegalArgumentException e) {
            return JsonAnswer.problem(BAD_REQUEST, String.valueOf(e.getMessage()));
        }
    }

    private static JsonAnswer noMirror(String name) {
        return JsonAnswer.problem(NOT_FOUND, "there is no mirror '" + name + "'");
    }

    private Optional<MirrorState> state(String name) {
        return settings.mirrors().keySet().stream()
                .filter(mirror -> mirror.value().equals(name))
                .findFirst()
                .map(mirror -> log.head().state().mirror(mirror));
    }
}
