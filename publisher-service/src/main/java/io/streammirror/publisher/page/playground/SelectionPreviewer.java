package io.streammirror.publisher.page.playground;

import io.streammirror.api.SelectionPreview;
import io.streammirror.api.SelectionPreview.Listed;
import io.streammirror.config.MirrorSettings;
import io.streammirror.publisher.page.images.ImageFields;
import io.streammirror.selection.FilterException;
import io.streammirror.selection.Selection;
import io.streammirror.selection.SelectionUnion;
import io.streammirror.selection.StreamPatterns;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.simplestreams.VersionName;
import io.streammirror.store.BlobInventory;
import io.streammirror.text.SafeText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.LongSupplier;

/** Computes what selections would take of an offer; takes at most {@link FilterWatch#MAX_TIME}. */
final class SelectionPreviewer {
    static final int MAX_LISTED = 100;

    private final LongSupplier nanoTime;

    SelectionPreviewer(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /**
     * The result of these selections.
     *
     * @throws OfferException when it takes too long
     * @throws FilterException when a regular expression takes too many steps
     */
    SelectionPreview preview(
            MirrorSettings settings, UpstreamOffer offer, TriedSelections tried, BlobInventory inventory) {
        var counting = new Counting(settings, tried, new FilterWatch(nanoTime));
        offer.products().forEach(counting::add);
        return counting.preview(offer, inventory);
    }

    private static final class Counting {
        private final MirrorSettings settings;
        private final TriedSelections tried;
        private final FilterWatch watch;
        private final StreamPatterns excluded;
        private final Set<Selection> matched = Collections.newSetFromMap(new IdentityHashMap<>());
        private final Map<Sha256, Long> contents = new HashMap<>();
        private final List<Listed> listed = new ArrayList<>();
        private int products;
        private int versions;
        private int items;

        Counting(MirrorSettings settings, TriedSelections tried, FilterWatch watch) {
            this.settings = settings;
            this.tried = tried;
            this.watch = watch;
            this.excluded = StreamPatterns.of(settings.excludeStreams());
        }

        void add(OfferedProduct product) {
            if (excluded.test(product.stream())) {
                return;
            }
            SortedMap<VersionName, Set<OfferedItem>> chosen =
                    SelectionUnion.of(tried.selections(), product.versions(), this::accepts);
            if (chosen.isEmpty()) {
                return;
            }
            products++;
            versions += chosen.size();
            var ofProduct = new HashSet<Sha256>();
            long bytes = 0;
            for (Map.Entry<VersionName, Set<OfferedItem>> version : chosen.entrySet()) {
                for (OfferedItem item : taken(product, version.getKey(), version.getValue())) {
                    if (item.content() != null) {
                        items++;
                        contents.putIfAbsent(item.content(), item.size());
                        bytes += ofProduct.add(item.content()) ? item.size() : 0;
                    }
                }
            }
            if (listed.size() < MAX_LISTED) {
                listed.add(listed(product, chosen, bytes));
            }
        }

        private boolean accepts(Selection selection, OfferedItem item) {
            boolean accepted = watch.accepts(selection, item.fields());
            if (accepted) {
                matched.add(selection);
            }
            return accepted;
        }

        private Iterable<OfferedItem> taken(OfferedProduct product, VersionName version, Set<OfferedItem> matching) {
            return settings.keys().wholeVersions() ? product.versions().getOrDefault(version, List.of()) : matching;
        }

        private static Listed listed(OfferedProduct product, SortedMap<VersionName, ?> chosen, long bytes) {
            var fields = new ImageFields(product.fields());
            return new Listed(
                    SafeText.line(product.name(), ImageFields.MAX_NAME),
                    fields.title(),
                    fields.architecture(),
                    fields.kernel(),
                    chosen.keySet().stream()
                            .map(version -> SafeText.line(version, ImageFields.MAX_TEXT))
                            .toList(),
                    bytes);
        }

        SelectionPreview preview(UpstreamOffer offer, BlobInventory inventory) {
            long bytes = 0;
            long storedBytes = 0;
            int stored = 0;
            for (Map.Entry<Sha256, Long> content : contents.entrySet()) {
                bytes += content.getValue();
                if (inventory.contains(content.getKey(), content.getValue())) {
                    stored++;
                    storedBytes += content.getValue();
                }
            }
            return new SelectionPreview(
                    settings.name(),
                    tried.choices(),
                    products,
                    versions,
                    items,
                    contents.size(),
                    bytes,
                    stored,
                    storedBytes,
                    notes(offer),
                    listed,
                    tried.yaml());
        }

        private List<String> notes(UpstreamOffer offer) {
            var notes = new ArrayList<String>();
            for (int i = 0; i < tried.selections().size(); i++) {
                Selection selection = tried.selections().get(i);
                if (!matched.contains(selection)) {
                    notes.add(SafeText.line(
                            "Selection " + (i + 1) + " matches nothing: " + watch.explain(selection) + "."));
                }
            }
            if (!offer.whole()) {
                notes.add(NotSelected.PARTIAL);
            }
            return notes;
        }
    }
}
