package io.streammirror.publisher.snapshot;

import io.streammirror.catalog.Catalog;
import io.streammirror.catalog.CatalogCodec;
import io.streammirror.decision.AcceptedCatalog;
import io.streammirror.decision.DecisionLog;
import io.streammirror.decision.LivePublication;
import io.streammirror.decision.LogHead;
import io.streammirror.decision.MirrorState;
import io.streammirror.decision.Promotion;
import io.streammirror.mirror.MirrorName;
import io.streammirror.publisher.assemble.PreviousTree;
import io.streammirror.publisher.assemble.ResolvedOrders;
import io.streammirror.publisher.publication.DamagedPublicationException;
import io.streammirror.publisher.publication.Publication;
import io.streammirror.publisher.publication.PublicationFormatException;
import io.streammirror.publisher.publication.Publications;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.BlobInventory;
import io.streammirror.store.ObjectAttributes;
import io.streammirror.store.ObjectMissingException;
import io.streammirror.store.ObjectStore;
import io.streammirror.store.StoreKeys;
import io.streammirror.sweep.OpenSweep;
import io.streammirror.sweep.SweepPlans;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads what log and store show of one mirror. It keeps the last catalog and the last live tree, which never change under their names.
 *
 * <p>Not safe for use by several threads.
 */
public final class SnapshotReader {
    private final MirrorName mirror;
    private final DecisionLog log;
    private final ObjectStore store;
    private final BlobInventoryCache inventories;
    private final PreviousTrees trees;
    private final OrderResolver orders;
    private final Publications publications;
    private final SweepPlans sweeps;
    private @Nullable ReadCatalog catalog;
    private @Nullable LiveTree live;

    /** The blobs that a listing showed to be lost: only another loss needs another listing. */
    private Set<Sha256> knownLost = Set.of();

    /** The catalog of the last snapshot. */
    private @Nullable AcceptedCatalog knownCatalog;

    public SnapshotReader(MirrorName mirror, DecisionLog log, ObjectStore store, BlobInventoryCache inventories) {
        this.mirror = mirror;
        this.log = log;
        this.store = store;
        this.inventories = inventories;
        this.trees = new PreviousTrees(store);
        this.orders = new OrderResolver(store, mirror);
        this.publications = new Publications(store);
        this.sweeps = new SweepPlans(store);
    }

    /**
     * Reads log and store; the inventory comes last, so that it has at least what the catalog's watcher saw.
     *
     * @param maxLogAge how long ago this process may have read the log
     */
    public MirrorSnapshot read(Duration maxLogAge) {
        LogHead head = log.head(maxLogAge);
        MirrorState state = head.state().mirror(mirror);
        OpenSweep sweep = sweeps.at(head.state());
        ReadCatalog followed = catalog(state);
        LiveTree published = live(state);
        ResolvedOrders resolved = orders.read(state.standing());
        Function<BlobInventory, MirrorSnapshot> snapshot = stored -> new MirrorSnapshot(
                mirror, head.sequence(), state, followed, published, resolved, sweep, stored.without(sweep.blobs()));
        // A new catalog may want blobs that were stored long before and never reported.
        boolean isNew = !Objects.equals(knownCatalog, state.catalog());
        MirrorSnapshot seen = snapshot.apply(inventories.read(supposed ->
                !isNew && knownLost.containsAll(snapshot.apply(supposed).allLost())));
        knownLost = seen.allLost();
        knownCatalog = state.catalog();
        return seen;
    }

    private @Nullable ReadCatalog catalog(MirrorState state) {
        AcceptedCatalog accepted = state.catalog();
        if (accepted == null) {
            return null;
        }
        if (catalog == null || !catalog.accepted().equals(accepted)) {
            catalog = ReadCatalog.of(accepted, load(state, accepted));
        }
        return catalog;
    }

    private Catalog load(MirrorState state, AcceptedCatalog accepted) {
        String key = StoreKeys.catalog(mirror, accepted.revision());
        try {
            byte[] bytes = store.read(key, OrderResolver.MAX_CATALOG_BYTES);
            if (Sha256.of(bytes).equals(accepted.revision())) {
                return CatalogCodec.decode(bytes);
            }
        } catch (ObjectMissingException lost) {
            return promotedAgain(state, accepted).orElseThrow(() -> new LostCatalogException(key));
        }
        return promotedAgain(state, accepted).orElseThrow(() -> new LostCatalogException(key));
    }

    /** No watcher makes the catalog of a promotion; it says what a publication of another mirror says. */
    private Optional<Catalog> promotedAgain(MirrorState state, AcceptedCatalog accepted) {
        Promotion promotion = state.promotion();
        if (promotion == null) {
            return Optional.empty();
        }
        Catalog made = new PublishedCatalog(store).of(mirror, promotion.from(), promotion.publication());
        byte[] bytes = CatalogCodec.encode(made);
        if (!Sha256.of(bytes).equals(accepted.revision())) {
            return Optional.empty();
        }
        store.put(StoreKeys.catalog(mirror, accepted.revision()), bytes, ObjectAttributes.JSON);
        return Optional.of(made);
    }

    private @Nullable LiveTree live(MirrorState state) {
        LivePublication decision = state.live();
        if (decision == null || (live != null && live.decision().equals(decision))) {
            return decision == null ? null : live;
        }
        Publication publication = publication(decision).orElse(null);
        StoredDocuments read = publication == null ? null : trees.read(publication);
        live = read == null
                ? new LiveTree(decision, null, PreviousTree.NONE, Map.of())
                : new LiveTree(decision, publication, read.tree(), read.bodies());
        return live;
    }

    /** Empty when it is lost for good; a store that only does not answer is no reason to publish again. */
    private Optional<Publication> publication(LivePublication decision) {
        try {
            return Optional.of(publications.load(mirror, decision.id()));
        } catch (ObjectMissingException | DamagedPublicationException | PublicationFormatException lost) {
            return Optional.empty();
        }
    }
}
