package io.streammirror.publisher.switchover;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.streammirror.config.MirrorSettings;
import io.streammirror.maas.MaasProfile;
import io.streammirror.publisher.assemble.AssembledTree;
import io.streammirror.publisher.assemble.CustomImageStreams;
import io.streammirror.publisher.assemble.EligibleVersionSelector;
import io.streammirror.publisher.assemble.EligibleVersions;
import io.streammirror.publisher.assemble.LeftOutStream;
import io.streammirror.publisher.assemble.ListingPolicy;
import io.streammirror.publisher.assemble.ListingRequirements;
import io.streammirror.publisher.assemble.Overlap;
import io.streammirror.publisher.assemble.PlannedListing;
import io.streammirror.publisher.assemble.PreviousTree;
import io.streammirror.publisher.assemble.PublicationDelay;
import io.streammirror.publisher.assemble.Quarantine;
import io.streammirror.publisher.assemble.RemovalPolicy;
import io.streammirror.publisher.assemble.ResolvedOrders;
import io.streammirror.publisher.assemble.SelectionFilter;
import io.streammirror.publisher.assemble.TreeAssembler;
import io.streammirror.publisher.assemble.WithheldVersion;
import io.streammirror.publisher.publication.Dropped;
import io.streammirror.publisher.publication.Replaced;
import io.streammirror.publisher.snapshot.LiveTree;
import io.streammirror.publisher.snapshot.MirrorSnapshot;
import io.streammirror.publisher.snapshot.ReadCatalog;
import io.streammirror.selection.StreamPatterns;
import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.ProductsDocument;
import io.streammirror.store.BlobInventory;
import io.streammirror.text.SafeText;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Decides what the next tree of a mirror lists: the steps of package {@code assemble} in their order. */
final class DraftAssembler {
    private final SelectionFilter selections;
    private final Duration delay;
    private final Duration overlap;
    private final RemovalPolicy removals;
    private final Predicate<ContentId> unchecked;
    private final MaasProfile profile;
    private final Clock clock;

    DraftAssembler(MirrorSettings settings, Clock clock) {
        this.selections = new SelectionFilter(settings);
        this.delay = settings.keys().publishAfter();
        this.overlap = settings.keys().retention().overlap();
        this.removals = new RemovalPolicy(settings.keepRemoved(), selections::wanted);
        this.unchecked = StreamPatterns.of(settings.unfitStreams());
        this.profile = MaasProfile.of(settings.maas());
        this.clock = clock;
    }

    /** The draft of the tree, without quarantined content. */
    PublicationDraft assemble(MirrorSnapshot snapshot, ReadCatalog catalog, Quarantine quarantine) {
        Instant now = clock.instant();
        LiveTree live = snapshot.live();
        PreviousTree previous = live == null ? PreviousTree.NONE : live.upstreamTree();
        ResolvedOrders orders = snapshot.orders();
        BlobInventory inventory = snapshot.inventory();
        var requirements = new ListingRequirements(
                inventory::contains,
                unchecked,
                profile,
                new PublicationDelay(delay, inventory::storedAt, now),
                quarantine);
        EligibleVersions eligible = EligibleVersionSelector.offer(
                quarantine.fit(catalog.catalog().streams(), previous),
                catalog.accepted().acceptedAt(),
                previous,
                requirements,
                selections::wanted);
        PlannedListing planned = ListingPolicy.curate(
                eligible, previous, live == null ? Dropped.NONE : live.dropped(), orders, removals, now);
        var withheld = new ArrayList<WithheldVersion>();
        List<ProductsDocument> custom = orders.customStreams().stream()
                .map(document -> quarantine.without(document, withheld))
                .toList();
        Overlap.Extended extended = Overlap.extend(
                TreeAssembler.assemble(planned, requirements),
                previous,
                live == null ? Replaced.NONE : live.replaced(),
                requirements,
                orders.withdrawals(),
                overlap,
                now);
        AssembledTree tree = CustomImageStreams.added(extended.tree(), custom, inventory::contains);
        LiveTree base = orders.hold() ? live : null;
        ObjectNode header = base == null ? null : base.tree().header();
        ObjectNode indexHeader = (header == null ? catalog.catalog().indexHeader() : header).deepCopy();
        indexHeader.remove(quarantine.indexFields().keySet());
        return new PublicationDraft(
                eligible,
                planned,
                tree.omitting(withheld, leftOut(quarantine, tree)),
                extended.replaced(),
                extended.until(),
                notes(quarantine, tree),
                base == null ? catalog.accepted().revision() : base.decision().catalog(),
                indexHeader);
    }

    /** Streams that have neither a fit header nor a published one. */
    private static List<LeftOutStream> leftOut(Quarantine quarantine, AssembledTree tree) {
        Set<ContentId> named =
                tree.leftOut().stream().map(LeftOutStream::stream).collect(Collectors.toSet());
        return quarantine.streams().entrySet().stream()
                .filter(stream -> !tree.streams().containsKey(stream.getKey()) && !named.contains(stream.getKey()))
                .map(stream ->
                        new LeftOutStream(stream.getKey(), stream.getValue().reason()))
                .toList();
    }

    /** Notes about content that is published in another form than upstream's, although nothing is missing. */
    private static List<String> notes(Quarantine quarantine, AssembledTree tree) {
        var notes = new ArrayList<String>();
        quarantine.streams().forEach((stream, finding) -> {
            if (tree.streams().containsKey(stream)) {
                notes.add("Stream " + stream + " keeps its published header: " + finding.reason());
            }
        });
        quarantine
                .indexFields()
                .forEach((field, reason) ->
                        notes.add("Field '" + SafeText.line(field, 100) + "' of the index is left out: " + reason));
        return notes;
    }
}
