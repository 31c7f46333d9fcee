package io.streammirror.watcher.accept;

import io.streammirror.catalog.Catalog;
import io.streammirror.catalog.CatalogCodec;
import io.streammirror.catalog.CatalogDifference;
import io.streammirror.json.Json;
import io.streammirror.log.AcceptedCatalog;
import io.streammirror.log.Decision;
import io.streammirror.log.DecisionLog;
import io.streammirror.log.LogEntry;
import io.streammirror.log.LogHead;
import io.streammirror.log.MirrorState;
import io.streammirror.log.Proposal;
import io.streammirror.log.Refusal;
import io.streammirror.mirror.MirrorName;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.Blobs;
import io.streammirror.store.ObjectAttributes;
import io.streammirror.store.ObjectStore;
import io.streammirror.store.StoreKeys;
import io.streammirror.upstream.UpstreamSet;
import java.time.Clock;
import java.util.Optional;
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

    /** The catalog that the log says a mirror follows, if any. */
    public Optional<Catalog> current(MirrorName mirror) {
        AcceptedCatalog accepted = log.head().state().mirror(mirror).catalog();
        return Optional.ofNullable(accepted).map(catalog -> load(mirror, catalog.revision()));
    }

    /** Decides on a verified upstream state and what was selected of it. */
    public Verdict decide(UpstreamSet set, Catalog catalog) {
        MirrorState state = log.head().state().mirror(catalog.mirror());
        Optional<String> objection = Guard.objection(state.highWater(), set);
        if (objection.isPresent()) {
            refuse(catalog.mirror(), objection.get());
            return new Verdict.Held(objection.get());
        }
        byte[] encoded = CatalogCodec.encode(catalog);
        Sha256 revision = Sha256.of(encoded);
        if (follows(state, revision)) {
            return new Verdict.Unchanged(revision);
        }
        keepDocuments(set);
        store.put(StoreKeys.catalog(catalog.mirror(), revision), encoded, ObjectAttributes.JSON);
        CatalogDifference difference = CatalogDifference.between(before(catalog.mirror(), state), catalog);
        Sha256 differenceBlob = blobs.storeDocument(Json.pretty(difference), "application/json");
        Optional<LogEntry> entry = log.append(head -> accept(head, set, catalog.mirror(), revision, differenceBlob));
        return entry.isPresent()
                ? new Verdict.Accepted(revision, difference, differenceBlob)
                : new Verdict.Unchanged(revision);
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

    private Optional<Proposal> accept(
            LogHead head, UpstreamSet set, MirrorName mirror, Sha256 revision, Sha256 differenceBlob) {
        MirrorState state = head.state().mirror(mirror);
        boolean overtaken = Guard.objection(state.highWater(), set).isPresent();
        if (overtaken || follows(state, revision)) {
            return Optional.empty();
        }
        MirrorState next = state.withHighWater(Guard.marks(set))
                .withCatalog(new AcceptedCatalog(revision, clock.instant(), head.nextSequence()));
        return Optional.of(new Proposal(
                new Decision.CatalogAccepted(mirror, revision, differenceBlob),
                head.state().with(mirror, next)));
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

    private @Nullable Catalog before(MirrorName mirror, MirrorState state) {
        AcceptedCatalog accepted = state.catalog();
        return accepted == null ? null : load(mirror, accepted.revision());
    }

    private Catalog load(MirrorName mirror, Sha256 revision) {
        return CatalogCodec.decode(store.read(StoreKeys.catalog(mirror, revision), MAX_CATALOG_BYTES));
    }
}
