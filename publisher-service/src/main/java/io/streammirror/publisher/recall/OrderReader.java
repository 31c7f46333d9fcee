package io.streammirror.publisher.recall;

import io.streammirror.catalog.Catalog;
import io.streammirror.catalog.CatalogCodec;
import io.streammirror.catalog.CatalogStream;
import io.streammirror.decision.Orders;
import io.streammirror.decision.Pin;
import io.streammirror.decision.RollbackOrder;
import io.streammirror.mirror.MirrorName;
import io.streammirror.publisher.assemble.Directions;
import io.streammirror.publisher.assemble.FormerTree;
import io.streammirror.publisher.assemble.PinnedVersion;
import io.streammirror.publisher.assemble.Withdrawals;
import io.streammirror.publisher.own.OwnCollections;
import io.streammirror.simplestreams.ProductsDocument;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.ObjectStore;
import io.streammirror.store.StoreException;
import io.streammirror.store.StoreKeys;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Finds what the standing orders of one mirror rest on, and keeps the last answer.
 *
 * <p>Not safe for use by several threads.
 */
public final class OrderReader {
    /** A catalog of 100,000 items takes some 60 MB. */
    public static final long MAX_CATALOG_BYTES = 256L << 20;

    private final ObjectStore store;
    private final FormerTrees trees;
    private final OwnCollections own;
    private final MirrorName mirror;
    private Orders known = Orders.NONE;
    private Directions directions = Directions.NONE;

    public OrderReader(ObjectStore store, MirrorName mirror) {
        this.store = store;
        this.trees = new FormerTrees(store);
        this.own = new OwnCollections(store);
        this.mirror = mirror;
    }

    /**
     * What the orders mean.
     *
     * @throws StoreException when something that they rest on cannot be read: what was withdrawn must not come back for that
     */
    public Directions read(Orders orders) {
        if (!orders.equals(known)) {
            directions = new Reading().directions(orders);
            known = orders;
        }
        return directions;
    }

    /** One reading, in which nothing is read twice. */
    private final class Reading {
        private final Map<Sha256, FormerTree> publications = new HashMap<>();
        private final Map<Sha256, Catalog> catalogs = new HashMap<>();

        Directions directions(Orders orders) {
            Withdrawals withdrawals = Withdrawals.NONE;
            FormerTree recalled = FormerTree.NONE;
            for (RollbackOrder rollback : orders.rollbacks()) {
                recalled = publication(rollback.to());
                withdrawals = withdrawals.then(recalled, gone(rollback));
            }
            List<PinnedVersion> pins = orders.pins().stream().map(this::pinned).toList();
            return new Directions(
                    orders.hold() != null,
                    withdrawals,
                    recalled,
                    pins,
                    List.copyOf(own.read(orders).streams().values()));
        }

        private List<ProductsDocument> gone(RollbackOrder rollback) {
            var gone = new ArrayList<>(publication(rollback.from()).documents().values());
            if (rollback.catalog() != null) {
                catalog(rollback.catalog()).streams().values().forEach(stream -> gone.add(stream.selected()));
            }
            return gone;
        }

        private PinnedVersion pinned(Pin pin) {
            Optional<PinnedVersion> version = pin.publication() != null
                    ? PinnedVersion.in(publication(pin.publication()), pin.stream(), pin.product(), pin.version())
                    : stream(pin).flatMap(stream -> PinnedVersion.in(stream, pin.product(), pin.version()));
            return version.orElseThrow(() -> new StoreException("version " + pin.version() + " of '" + pin.product()
                    + "', which is pinned, is not where it was: unpin it"));
        }

        private Optional<CatalogStream> stream(Pin pin) {
            Catalog catalog = catalog(Objects.requireNonNull(pin.catalog()));
            return Optional.ofNullable(catalog.streams().get(pin.stream()));
        }

        private FormerTree publication(Sha256 id) {
            return publications.computeIfAbsent(id, unread -> trees.ofUpstream(mirror, unread));
        }

        private Catalog catalog(Sha256 revision) {
            return catalogs.computeIfAbsent(
                    revision,
                    unread -> CatalogCodec.decode(store.read(StoreKeys.catalog(mirror, unread), MAX_CATALOG_BYTES)));
        }
    }
}
