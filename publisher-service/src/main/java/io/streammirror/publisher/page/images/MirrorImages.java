package io.streammirror.publisher.page.images;

import io.streammirror.api.ImageInfo;
import io.streammirror.api.ImageList;
import io.streammirror.api.ProductInfo;
import io.streammirror.api.VersionState;
import io.streammirror.config.MirrorSettings;
import io.streammirror.config.Settings;
import io.streammirror.decision.HeldChange;
import io.streammirror.maas.MaasProfile;
import io.streammirror.mirror.MirrorName;
import io.streammirror.publisher.snapshot.LatestSnapshots;
import io.streammirror.publisher.snapshot.MirrorSnapshot;
import io.streammirror.publisher.state.MirrorView;
import io.streammirror.publisher.state.PublisherState;
import io.streammirror.simplestreams.Sha256;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/**
 * Answers questions about the images of mirrors. A table is made again only when a check found a change, so an answer for 2,000
 * products takes milliseconds.
 *
 * <p>Safe for use by several threads.
 */
public final class MirrorImages {
    private final Settings settings;
    private final PublisherState state;
    private final LatestSnapshots snapshots;
    private final Map<MirrorName, Made> made = new HashMap<>();

    /** A table with what it was made of. */
    private record Made(
            ImageTableMaker maker, MirrorSnapshot snapshot, MirrorView view, Set<Sha256> failed, ImageTable table) {
        boolean isOf(MirrorSnapshot now, MirrorView current, Set<Sha256> failedNow) {
            return isSame(now)
                    && view.assembly().equals(current.assembly())
                    && view.orders().equals(current.orders())
                    && Objects.equals(view.held(), current.held())
                    && Objects.equals(view.promotion(), current.promotion())
                    && failed.equals(failedNow);
        }

        @SuppressWarnings(
                "ReferenceEquality") // what did not change is the same object, and comparing contents costs much
        private boolean isSame(MirrorSnapshot now) {
            return snapshot == now
                    || (snapshot.catalog() == now.catalog()
                            && snapshot.live() == now.live()
                            && snapshot.inventory() == now.inventory()
                            && snapshot.orders() == now.orders());
        }
    }

    /** @param settings the mirrors, each with the releases of MAAS that read it */
    public MirrorImages(Settings settings, PublisherState state, LatestSnapshots snapshots) {
        this.settings = settings;
        this.state = state;
        this.snapshots = snapshots;
    }

    /** One page; empty before the first check of the mirror. */
    public Optional<ImageList> list(MirrorName mirror, ImageQuery query) {
        return table(mirror).map(of -> {
            List<ImageInfo> found = query.matching(of.table().images());
            PageOf<ImageInfo> page = PageOf.of(found, query.page(), ImageQuery.ROWS);
            return new ImageList(
                    mirror, found.size(), page.number(), page.pages(), notes(of.view(), of.snapshot()), page.rows());
        });
    }

    /** How many images are in each state, those that need an operator first. */
    public SortedMap<VersionState, Integer> states(MirrorName mirror) {
        return table(mirror).map(of -> of.table().states()).orElse(Collections.emptySortedMap());
    }

    /**
     * A product; empty when there is none.
     *
     * @param id see {@link ProductId}
     */
    public Optional<ProductInfo> product(MirrorName mirror, String id) {
        return table(mirror)
                .flatMap(of -> Optional.ofNullable(of.table().products().get(id))
                        .map(product -> new ProductDetails(of.snapshot(), of.view(), of.failed(), readers(mirror))
                                .of(mirror, product)));
    }

    private synchronized Optional<Made> table(MirrorName mirror) {
        Optional<MirrorSnapshot> snapshot = snapshots.of(mirror);
        if (snapshot.isEmpty()) {
            return Optional.empty();
        }
        MirrorView view = state.view(mirror);
        Set<Sha256> failed = failed(view);
        Made known = made.get(mirror);
        if (known != null && known.isOf(snapshot.get(), view, failed)) {
            return Optional.of(known);
        }
        ImageTableMaker maker = known == null ? new ImageTableMaker(readers(mirror)) : known.maker();
        var now = new Made(maker, snapshot.get(), view, failed, maker.make(snapshot.get(), view, failed));
        made.put(mirror, now);
        return Optional.of(now);
    }

    private MaasProfile readers(MirrorName mirror) {
        MirrorSettings configured = settings.mirrors().get(mirror);
        return configured == null ? MaasProfile.DEFAULT : MaasProfile.of(configured.maas());
    }

    private Set<Sha256> failed(MirrorView view) {
        if (view.catalog() == null) {
            return Set.of();
        }
        var failed = new HashSet<>(state.failures().keySet());
        failed.retainAll(view.catalog().wanted().missing().keySet());
        return Set.copyOf(failed);
    }

    private static List<String> notes(MirrorView view, MirrorSnapshot snapshot) {
        var notes = new ArrayList<String>();
        HeldChange held = view.held();
        if (held != null) {
            notes.add("A change of upstream is held since " + held.since()
                    + ". The images are those of the state before it.");
        }
        if (view.orders().hold() != null) {
            notes.add("The mirror is on hold since " + view.orders().hold().since() + ": nothing new is published.");
        }
        if (snapshot.catalog() == null && snapshot.live() == null) {
            notes.add("No state of upstream was accepted yet.");
        }
        return notes;
    }
}
