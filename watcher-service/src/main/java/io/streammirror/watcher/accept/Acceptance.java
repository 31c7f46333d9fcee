package io.streammirror.watcher.accept;

import io.streammirror.catalog.Catalog;
import io.streammirror.catalog.CatalogCodec;
import io.streammirror.catalog.CatalogDifference;
import io.streammirror.json.Json;
import io.streammirror.log.AcceptedCatalog;
import io.streammirror.log.Decision;
import io.streammirror.log.DecisionLog;
import io.streammirror.log.HighWater;
import io.streammirror.log.LogEntry;
import io.streammirror.log.LogHead;
import io.streammirror.log.LogState;
import io.streammirror.log.MirrorState;
import io.streammirror.log.Proposal;
import io.streammirror.log.Refusal;
import io.streammirror.mirror.MirrorName;
import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.Blobs;
import io.streammirror.store.ObjectAttributes;
import io.streammirror.store.ObjectMissingException;
import io.streammirror.store.ObjectStore;
import io.streammirror.store.StoreKeys;
import io.streammirror.upstream.UpstreamSet;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Takes an upstream state over: everything the decision names is in the store before the decision is in the log. */
public final class Acceptance {
    /** The real stream's catalog has a megabyte. */
    private static final long MAX_CATALOG_BYTES = 512_000_000;

    private static final String RECEIVED_DOCUMENT = "text/plain; charset=utf-8";

    private final ObjectStore store;
    private final Blobs blobs;
    private final DecisionLog log;
    private final Clock clock;

    public Acceptance(ObjectStore store, DecisionLog log, Clock clock) {
        this.store = store;
        this.blobs = new Blobs(store);
        this.log = log;
        this.clock = clock;
    }

    /** What became of an upstream state. */
    public sealed interface Verdict {
        /** The mirror follows it from now on. */
        record Accepted(Sha256 revision, CatalogDifference difference, Sha256 differenceBlob) implements Verdict {}

        /** It is what the mirror follows already. */
        record Unchanged(Sha256 revision) implements Verdict {}

        /** It is suspicious: the mirror stays as it was. */
        record Held(String reason) implements Verdict {}
    }

    /** The catalog that the log says a mirror follows, if any; one that the store has lost is not followed. */
    public Optional<Catalog> current(MirrorName mirror) {
        return Optional.ofNullable(load(mirror, log.head().state().mirror(mirror)));
    }

    /** Decides on a verified upstream state and what was selected of it. */
    public Verdict decide(UpstreamSet set, Catalog catalog) {
        MirrorName mirror = catalog.mirror();
        MirrorState state = log.head().state().mirror(mirror);
        Optional<String> objection = Guard.objection(state.highWater(), set);
        if (objection.isPresent()) {
            refuse(mirror, objection.get());
            return new Verdict.Held(objection.get());
        }
        byte[] encoded = CatalogCodec.encode(catalog);
        Sha256 revision = Sha256.of(encoded);
        String key = StoreKeys.catalog(mirror, revision);
        if (follows(state, revision) && store.head(key).isPresent()) {
            return new Verdict.Unchanged(revision);
        }
        keepDocuments(set);
        store.put(key, encoded, ObjectAttributes.JSON);
        if (follows(state, revision)) {
            return new Verdict.Unchanged(revision);
        }
        CatalogDifference difference = CatalogDifference.between(load(mirror, state), catalog);
        Sha256 differenceBlob = blobs.storeDocument(Json.pretty(difference), "application/json");
        var decision = new Decision.CatalogAccepted(mirror, revision, differenceBlob);
        Optional<LogEntry> entry =
                log.append(head -> isAsSeen(state, head.state().mirror(mirror))
                        ? Optional.of(new Proposal(decision, accepted(head, decision, Guard.marks(set))))
                        : Optional.empty());
        return entry.isPresent() ? new Verdict.Accepted(revision, difference, differenceBlob) : decide(set, catalog);
    }

    /** Notes that upstream cannot be followed at present; the log gets an entry only when this, or its reason, is new. */
    public void refuse(MirrorName mirror, String reason) {
        log.append(head -> {
            MirrorState state = head.state().mirror(mirror);
            Refusal known = state.refused();
            if (known != null && known.reason().equals(reason)) {
                return Optional.empty();
            }
            MirrorState next = state.withRefused(new Refusal(reason, clock.instant()));
            return Optional.of(new Proposal(
                    new Decision.UpstreamRefused(mirror, reason), head.state().with(mirror, next)));
        });
    }

    /** Whether what the decision rests on is still so; else another watcher was faster, and the decision is taken anew. */
    private static boolean isAsSeen(MirrorState seen, MirrorState now) {
        return Objects.equals(seen.catalog(), now.catalog())
                && seen.highWater().equals(now.highWater())
                && Objects.equals(seen.refused(), now.refused());
    }

    private LogState accepted(LogHead head, Decision.CatalogAccepted decision, SortedMap<ContentId, HighWater> marks) {
        MirrorState next = head.state()
                .mirror(decision.mirror())
                .withHighWater(marks)
                .withCatalog(new AcceptedCatalog(decision.revision(), clock.instant(), head.nextSequence()));
        return head.state().with(decision.mirror(), next);
    }

    private static boolean follows(MirrorState state, Sha256 revision) {
        AcceptedCatalog catalog = state.catalog();
        return state.refused() == null && catalog != null && catalog.revision().equals(revision);
    }

    /** Upstream's documents as they came, so that it can be shown later what the mirror knew. */
    private void keepDocuments(UpstreamSet set) {
        blobs.storeDocument(set.index().bytes(), RECEIVED_DOCUMENT);
        set.products()
                .forEach(products -> blobs.storeDocument(products.received().bytes(), RECEIVED_DOCUMENT));
    }

    private @Nullable Catalog load(MirrorName mirror, MirrorState state) {
        AcceptedCatalog accepted = state.catalog();
        if (accepted == null) {
            return null;
        }
        try {
            return CatalogCodec.decode(store.read(StoreKeys.catalog(mirror, accepted.revision()), MAX_CATALOG_BYTES));
        } catch (ObjectMissingException lost) {
            return null; // upstream is read whole at the start, and then it is stored again
        }
    }
}
