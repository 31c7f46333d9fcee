package io.streammirror.publisher.assemble;

import io.streammirror.catalog.CatalogStream;
import io.streammirror.publisher.publication.Dropped;
import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.Product;
import io.streammirror.simplestreams.ProductName;
import io.streammirror.simplestreams.ProductsDocument;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Decides what a tree may list: what the catalog wants, changed by what operators ordered and by how long products stay that upstream
 * offers no more. A function of its arguments; whether the bytes are there is the {@link TreeAssembler}'s concern.
 */
public final class ListingPolicy {
    private final EligibleVersions catalog;
    private final PreviousTree live;
    private final Dropped droppedBefore;
    private final ResolvedOrders directions;
    private final RemovalPolicy removals;
    private final Instant now;

    private final SortedMap<ContentId, StreamDraft> drafts = new TreeMap<>();
    private final Map<ContentId, SortedMap<ProductName, Instant>> dropped = new HashMap<>();
    private Optional<Instant> until = Optional.empty();

    private ListingPolicy(
            EligibleVersions catalog,
            PreviousTree live,
            Dropped droppedBefore,
            ResolvedOrders directions,
            RemovalPolicy removals,
            Instant now) {
        this.catalog = catalog;
        this.live = live;
        this.droppedBefore = droppedBefore;
        this.directions = directions;
        this.removals = removals;
        this.now = now;
    }

    /**
     * Curates a tree.
     *
     * @param catalog what the catalog that is followed gives to list
     * @param live what is published; {@link PreviousTree#NONE} when nothing is
     * @param droppedBefore what of it upstream offered no more when it was made
     */
    public static PlannedListing curate(
            EligibleVersions catalog,
            PreviousTree live,
            Dropped droppedBefore,
            ResolvedOrders directions,
            RemovalPolicy removals,
            Instant now) {
        return new ListingPolicy(catalog, live, droppedBefore, directions, removals, now).curated();
    }

    private PlannedListing curated() {
        addWanted();
        remember();
        recall();
        // An operator's word for one version counts more than one for a whole publication.
        directions.pins().forEach(pin -> draft(pin.source().contentId(), pin::source)
                .pin(pin));
        var streams = new TreeMap<ContentId, PlannedStream>();
        drafts.forEach((contentId, draft) -> draft.curated().ifPresent(stream -> streams.put(contentId, stream)));
        Set<VersionKey> pinned =
                directions.pins().stream().map(PinnedVersion::key).collect(Collectors.toSet());
        return new PlannedListing(
                streams, directions.hold() ? droppedBefore : new Dropped(new TreeMap<>(dropped)), pinned, until);
    }

    /** Adds the versions that the catalog selects or, on hold, those that are listed. */
    private void addWanted() {
        if (directions.hold()) {
            live.documents().forEach((contentId, document) -> add(live.stream(contentId, document.products())));
        } else {
            catalog.streams().values().forEach(this::add);
        }
    }

    private void add(CatalogStream stream) {
        StreamDraft draft = draft(stream.contentId(), () -> stream);
        stream.selected()
                .products()
                .values()
                .forEach(product -> draft.add(product, quota(stream.contentId(), product)));
    }

    private int quota(ContentId stream, Product product) {
        return directions.hold() ? product.versions().size() : catalog.quota(stream, product);
    }

    /** Keeps listed versions where it may; dropped products stay for as long as the policy says. */
    private void remember() {
        live.documents().forEach((contentId, document) -> {
            ProductsDocument missing = document.withProducts(withoutDrafted(contentId, document));
            Set<ProductName> wanted = missing.products().isEmpty() || removals.follows()
                    ? Set.of()
                    : removals.wanted().apply(missing).products().keySet();
            missing.products().values().stream()
                    .filter(product -> wanted.contains(product.name()))
                    .forEach(product -> keep(contentId, product));
            StreamDraft draft = drafts.get(contentId);
            if (draft != null) {
                document.products().values().stream()
                        .filter(product -> draft.has(product.name()))
                        .forEach(draft::addFormer);
            }
        });
    }

    private SortedMap<ProductName, Product> withoutDrafted(ContentId contentId, ProductsDocument document) {
        var products = new TreeMap<>(document.products());
        StreamDraft draft = drafts.get(contentId);
        products.keySet().removeIf(name -> draft != null && draft.has(name));
        return products;
    }

    private void keep(ContentId contentId, Product product) {
        Instant since = droppedBefore.of(contentId, product.name()).orElse(catalog.acceptedAt());
        Optional<Instant> end = removals.end(since);
        if (end.filter(instant -> !now.isBefore(instant)).isPresent()) {
            return;
        }
        until = end.filter(instant -> until.filter(instant::isAfter).isEmpty()).or(() -> until);
        dropped.computeIfAbsent(contentId, unseen -> new TreeMap<>()).put(product.name(), since);
        draft(contentId, () -> live.stream(contentId, Collections.emptySortedMap()))
                .add(withoutVersions(product), product.versions().size());
    }

    /** Fills gaps from the publication of a rollback, whether upstream still has it or not. */
    private void recall() {
        PreviousTree recalled = directions.recalled();
        recalled.documents().forEach((contentId, document) -> {
            StreamDraft draft = draft(contentId, () -> recalled.stream(contentId, Collections.emptySortedMap()));
            document.products().values().forEach(product -> {
                if (!draft.has(product.name())) {
                    draft.add(withoutVersions(product), product.versions().size());
                    live.product(contentId, product.name()).ifPresent(draft::addFormer);
                }
                draft.addFormer(product);
            });
        });
    }

    private StreamDraft draft(ContentId contentId, Supplier<CatalogStream> source) {
        return drafts.computeIfAbsent(contentId, unseen -> new StreamDraft(source.get(), directions.withdrawals()));
    }

    private static Product withoutVersions(Product product) {
        return product.withVersions(Collections.emptySortedMap());
    }
}
