package io.streammirror.publisher.snapshot;

import io.streammirror.catalog.Catalog;
import io.streammirror.catalog.CatalogCodec;
import io.streammirror.catalog.CatalogStream;
import io.streammirror.decision.Orders;
import io.streammirror.decision.Pin;
import io.streammirror.decision.RollbackOrder;
import io.streammirror.mirror.MirrorName;
import io.streammirror.publisher.assemble.PinnedVersion;
import io.streammirror.publisher.assemble.PreviousTree;
import io.streammirror.publisher.assemble.ResolvedOrders;
import io.streammirror.publisher.assemble.Withdrawals;
import io.streammirror.publisher.customimage.CustomImageCollections;
import io.streammirror.simplestreams.ProductsDocument;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.ObjectStore;
import io.streammirror.store.StoreException;
import io.streammirror.store.StoreKeys;
import io.streammirror.store.StoreUnavailableException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds what the standing orders of one mirror rest on, and keeps the last answer.
 *
 * <p>Not safe for use by several threads.
 */
public final class OrderResolver {
    /** A catalog of 100,000 items takes some 60 MB. */
    public static final long MAX_CATALOG_BYTES = 256L << 20;

    private final ObjectStore store;
    private final PreviousTrees trees;
    private final CustomImageCollections own;
    private final MirrorName mirror;
    private Orders known = Orders.NONE;
    private ResolvedOrders resolved = ResolvedOrders.NONE;

    public OrderResolver(ObjectStore store, MirrorName mirror) {
        this.store = store;
        this.trees = new PreviousTrees(store);
        this.own = new CustomImageCollections(store);
        this.mirror = mirror;
    }

    /**
     * The meaning of the orders. An order that rests on a lost object holds the mirror, so that nothing withdrawn
     * returns.
     *
     * @throws StoreException when the store does not answer, or the list of custom images is lost
     */
    public ResolvedOrders read(Orders orders) {
        if (!orders.equals(known) || !resolved.unresolved().isEmpty()) {
            resolved = new Resolution().resolve(orders);
            known = orders;
        }
        return resolved;
    }

    /** One reading, in which nothing is read twice. */
    private final class Resolution {
        private final Map<Sha256, PreviousTree> publications = new HashMap<>();
        private final Map<Sha256, Catalog> catalogs = new HashMap<>();
        private final List<String> unresolved = new ArrayList<>();

        ResolvedOrders resolve(Orders orders) {
            Withdrawals withdrawals = Withdrawals.NONE;
            PreviousTree recalled = PreviousTree.NONE;
            for (RollbackOrder rollback : orders.rollbacks()) {
                try {
                    PreviousTree to = publication(rollback.to());
                    withdrawals = withdrawals.then(to, gone(rollback));
                    recalled = to;
                } catch (StoreException lost) {
                    note("the rollback to " + rollback.to().abbreviated(), "release it, or restore the object", lost);
                }
            }
            List<PinnedVersion> pins =
                    orders.pins().stream().flatMap(this::pinned).toList();
            return new ResolvedOrders(
                    orders.hold() != null || !unresolved.isEmpty(),
                    withdrawals,
                    recalled,
                    pins,
                    List.copyOf(own.read(orders).streams().values()),
                    unresolved);
        }

        private void note(String order, String remedy, StoreException failure) {
            if (failure instanceof StoreUnavailableException) {
                throw failure;
            }
            unresolved.add("nothing new is published, since " + order + " rests on something that is lost: "
                    + failure.getMessage() + "; " + remedy);
        }

        private List<ProductsDocument> gone(RollbackOrder rollback) {
            var gone = new ArrayList<>(publication(rollback.from()).documents().values());
            if (rollback.catalog() != null) {
                catalog(rollback.catalog()).streams().values().forEach(stream -> gone.add(stream.selected()));
            }
            return gone;
        }

        private Stream<PinnedVersion> pinned(Pin pin) {
            try {
                Optional<PinnedVersion> version = pin.publication() != null
                        ? PinnedVersion.in(publication(pin.publication()), pin.stream(), pin.product(), pin.version())
                        : stream(pin).flatMap(stream -> PinnedVersion.in(stream, pin.product(), pin.version()));
                return Stream.of(
                        version.orElseThrow(() -> new StoreException("version " + pin.version() + " is not there")));
            } catch (StoreException lost) {
                note("the pin of '" + pin.product() + "' to " + pin.version(), "unpin it", lost);
                return Stream.empty();
            }
        }

        private Optional<CatalogStream> stream(Pin pin) {
            Catalog catalog = catalog(Objects.requireNonNull(pin.catalog()));
            return Optional.ofNullable(catalog.streams().get(pin.stream()));
        }

        private PreviousTree publication(Sha256 id) {
            return publications.computeIfAbsent(id, unread -> trees.ofUpstream(mirror, unread));
        }

        private Catalog catalog(Sha256 revision) {
            return catalogs.computeIfAbsent(revision, unread -> {
                String key = StoreKeys.catalog(mirror, unread);
                byte[] bytes = store.read(key, MAX_CATALOG_BYTES);
                if (!Sha256.of(bytes).equals(unread)) {
                    throw new StoreException("object " + key + " is damaged");
                }
                return CatalogCodec.decode(bytes);
            });
        }
    }
}
