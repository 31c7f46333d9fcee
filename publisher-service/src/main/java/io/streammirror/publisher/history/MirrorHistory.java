package io.streammirror.publisher.history;

import io.streammirror.api.LogPosition;
import io.streammirror.api.PublicationInfo;
import io.streammirror.api.PublicationList;
import io.streammirror.config.Settings;
import io.streammirror.decision.DecisionLog;
import io.streammirror.decision.LivePublication;
import io.streammirror.decision.LogHead;
import io.streammirror.decision.MirrorState;
import io.streammirror.mirror.MirrorName;
import io.streammirror.publisher.query.JsonAnswer;
import io.streammirror.publisher.query.Page;
import io.streammirror.publisher.snapshot.KeptPublications;
import io.streammirror.publisher.snapshot.PreviousTrees;
import io.streammirror.publisher.snapshot.TreeDifference;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.ObjectStore;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
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
    private final PreviousTrees trees;

    public MirrorHistory(Settings settings, DecisionLog log, ObjectStore store) {
        this.settings = settings;
        this.log = log;
        this.trees = new PreviousTrees(store);
    }

    /** The difference of two publications, named by their ids. */
    public record Difference(MirrorName mirror, Sha256 from, Sha256 to, TreeDifference difference) {}

    /** Where the log ends now. */
    JsonAnswer head() {
        LogHead head = log.head();
        return JsonAnswer.of(new LogPosition(head.sequence(), head.hash()));
    }

    /** One entry of the log, byte for byte as it is stored, so that a reader can check the chain of hashes. */
    JsonAnswer entry(long sequence) {
        return log.raw(sequence)
                .map(JsonAnswer::immutable)
                .orElseGet(() -> JsonAnswer.problem(NOT_FOUND, "the log has no entry " + sequence));
    }

    /** A page of the publications that a mirror keeps, the live one first. */
    JsonAnswer publications(String name, @Nullable String after, @Nullable String limit) {
        Optional<MirrorState> state = state(name);
        if (state.isEmpty()) {
            return noMirror(name);
        }
        PublicationList all = kept(new MirrorName(name), state.get());
        try {
            Page<PublicationInfo> page = Page.of(all.publications(), after, limit);
            return JsonAnswer.of(new PublicationList(all.mirror(), page.rows(), page.next()));
        } catch (IllegalArgumentException e) {
            return JsonAnswer.problem(BAD_REQUEST, String.valueOf(e.getMessage()));
        }
    }

    /** All publications that a configured mirror keeps, the live one first. */
    public PublicationList kept(MirrorName mirror) {
        return kept(mirror, log.head().state().mirror(mirror));
    }

    private static PublicationList kept(MirrorName mirror, MirrorState state) {
        var kept = new ArrayList<PublicationInfo>();
        Optional.ofNullable(state.live()).map(live -> info(live, null)).ifPresent(kept::add);
        state.superseded().forEach(previous -> kept.add(info(previous.publication(), previous.supersededAt())));
        return new PublicationList(mirror, kept, null);
    }

    /**
     * The difference of two publications.
     *
     * @param from id of the earlier one, or its first 12 digits; null for the one right before the live one
     * @param to the later one; null for the live one
     */
    JsonAnswer difference(String name, @Nullable String from, @Nullable String to) {
        Optional<MirrorState> state = state(name);
        if (state.isEmpty()) {
            return noMirror(name);
        }
        try {
            return between(new MirrorName(name), state.get(), from, to)
                    .map(JsonAnswer::of)
                    .orElseGet(
                            () -> JsonAnswer.problem(CONFLICT, "there are no two publications of '" + name + "' yet"));
        } catch (IllegalArgumentException e) {
            return JsonAnswer.problem(BAD_REQUEST, String.valueOf(e.getMessage()));
        }
    }

    /**
     * The difference of two publications of a configured mirror.
     *
     * @param from see {@link #difference}
     * @param to see {@link #difference}
     * @return empty while there are no two publications
     * @throws IllegalArgumentException for a publication that is not kept, with a message for people
     */
    public Optional<Difference> between(MirrorName mirror, @Nullable String from, @Nullable String to) {
        return between(mirror, log.head().state().mirror(mirror), from, to);
    }

    private Optional<Difference> between(
            MirrorName mirror, MirrorState state, @Nullable String from, @Nullable String to) {
        var kept = new KeptPublications(state);
        Optional<Sha256> earlier = from == null ? kept.previous() : Optional.of(kept.named(from));
        Optional<Sha256> later =
                to == null ? Optional.ofNullable(state.live()).map(LivePublication::id) : Optional.of(kept.named(to));
        if (earlier.isEmpty() || later.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Difference(
                mirror,
                earlier.get(),
                later.get(),
                TreeDifference.between(trees.whole(mirror, earlier.get()), trees.whole(mirror, later.get()))));
    }

    private static PublicationInfo info(LivePublication publication, @Nullable Instant superseded) {
        return new PublicationInfo(
                publication.id(),
                publication.catalog(),
                publication.updated(),
                publication.sequence(),
                publication.signer(),
                superseded);
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
