package io.streammirror.publisher.snapshot;

import io.streammirror.catalog.Catalog;
import io.streammirror.catalog.WantedBlob;
import io.streammirror.decision.LivePublication;
import io.streammirror.decision.MirrorState;
import io.streammirror.mirror.MirrorName;
import io.streammirror.publisher.assemble.ResolvedOrders;
import io.streammirror.publisher.assemble.StoredBlobs;
import io.streammirror.publisher.publication.Counts;
import io.streammirror.publisher.publication.Publication;
import io.streammirror.publisher.state.CatalogView;
import io.streammirror.publisher.state.LiveView;
import io.streammirror.publisher.state.WantedSet;
import io.streammirror.simplestreams.Payload;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.BlobInventory;
import io.streammirror.sweep.OpenSweep;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One mirror as log and store showed it at one moment.
 *
 * @param sequence of the last entry of the log
 * @param catalog absent until one was accepted
 * @param live absent until something was published
 * @param orders what operators want of it
 * @param sweep what counts as gone
 * @param inventory what was stored after the log was read, without that
 */
public record MirrorSnapshot(
        MirrorName mirror,
        long sequence,
        MirrorState state,
        @Nullable ReadCatalog catalog,
        @Nullable LiveTree live,
        ResolvedOrders orders,
        OpenSweep sweep,
        BlobInventory inventory) {

    public @Nullable CatalogView catalogView() {
        if (catalog == null) {
            return null;
        }
        Catalog content = catalog.catalog();
        return new CatalogView(
                catalog.accepted().revision(),
                catalog.accepted().acceptedAt(),
                upstreamUpdated(content),
                new Counts(content.productCount(), content.versionCount(), content.itemCount()),
                content.refusals(),
                catalog.accepted().overridden(),
                wanted(catalog));
    }

    public @Nullable LiveView liveView() {
        return live == null ? null : liveView(live.decision(), live.publication());
    }

    public static LiveView liveView(LivePublication decision, @Nullable Publication publication) {
        return new LiveView(
                decision.id(),
                decision.catalog(),
                decision.updated(),
                decision.sequence(),
                decision.signer(),
                publication == null ? Counts.NONE : publication.counts(),
                publication == null ? 0 : publication.dropped().count());
    }

    /** Whether an operator wants documents to carry the present time, whatever those that are live say. */
    public boolean resetsTime() {
        return state.standing().timeReset() != null;
    }

    /** The blobs that the live publication serves and the store has lost. */
    public Set<Sha256> lost() {
        return live == null ? Set.of() : live.lost(inventory);
    }

    /** The blobs that custom images need and the store does not have, or does not list yet. */
    public Set<Sha256> lostOwn() {
        return orders.customStreams().stream()
                .flatMap(document -> document.products().values().stream())
                .flatMap(product -> product.versions().values().stream())
                .flatMap(StoredBlobs::payloads)
                .filter(payload -> !inventory.contains(payload.sha256(), payload.size()))
                .map(Payload::sha256)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Both of them. */
    public Set<Sha256> allLost() {
        var all = new HashSet<>(lost());
        all.addAll(lostOwn());
        return all;
    }

    /** Whether the catalog wants the blob and the store has it whole. */
    public boolean isStored(Sha256 sha256) {
        WantedBlob blob = catalog == null ? null : catalog.blobs().get(sha256);
        return blob != null && inventory.contains(sha256, blob.size());
    }

    private WantedSet wanted(ReadCatalog of) {
        var missing = new HashMap<Sha256, Long>();
        long bytes = 0;
        for (var blob : of.blobs().values()) {
            bytes += blob.size();
            if (!inventory.contains(blob.sha256(), blob.size())) {
                missing.put(blob.sha256(), blob.size());
            }
        }
        return new WantedSet(of.blobs().size(), bytes, missing);
    }

    private static @Nullable Instant upstreamUpdated(Catalog catalog) {
        return catalog.streams().values().stream()
                .map(stream -> stream.updated())
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }
}
