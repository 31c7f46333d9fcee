package io.streammirror.publisher.publish;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.streammirror.config.MirrorSettings;
import io.streammirror.decision.AcceptedCatalog;
import io.streammirror.decision.Decision;
import io.streammirror.decision.DecisionLog;
import io.streammirror.decision.LivePublication;
import io.streammirror.decision.LogEntry;
import io.streammirror.decision.LogHead;
import io.streammirror.decision.MirrorState;
import io.streammirror.decision.Proposal;
import io.streammirror.decision.PublicationRetention;
import io.streammirror.maas.MaasProfile;
import io.streammirror.maas.Violation;
import io.streammirror.mirror.MirrorName;
import io.streammirror.openpgp.SignatureVerifier;
import io.streammirror.openpgp.Signer;
import io.streammirror.publisher.assemble.Admission;
import io.streammirror.publisher.assemble.AssembledTree;
import io.streammirror.publisher.assemble.Assembler;
import io.streammirror.publisher.assemble.Curated;
import io.streammirror.publisher.assemble.Curation;
import io.streammirror.publisher.assemble.Directions;
import io.streammirror.publisher.assemble.FormerTree;
import io.streammirror.publisher.assemble.Maturity;
import io.streammirror.publisher.assemble.Offer;
import io.streammirror.publisher.assemble.OwnStreams;
import io.streammirror.publisher.assemble.RemovalPolicy;
import io.streammirror.publisher.assemble.Ripening;
import io.streammirror.publisher.publication.DocumentPaths;
import io.streammirror.publisher.publication.Dropped;
import io.streammirror.publisher.publication.Publication;
import io.streammirror.publisher.publication.Publications;
import io.streammirror.publisher.publication.PublishedFile;
import io.streammirror.publisher.publication.PublishedStream;
import io.streammirror.publisher.render.RenderedTree;
import io.streammirror.publisher.render.TreeRenderer;
import io.streammirror.selection.StreamPatterns;
import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.ItemPath;
import io.streammirror.simplestreams.ProductsDocument;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.BlobInventory;
import io.streammirror.store.Blobs;
import io.streammirror.store.ObjectStore;
import io.streammirror.sweep.OpenSweep;
import io.streammirror.sweep.SweepPlans;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Publishes one mirror; any number of processes may do so at once, since the log lets one of them win each switch.
 *
 * <p>Not safe for use by several threads.
 */
final class Publisher {
    /** From here on one LIST, which tells a thousand sizes in each answer, is cheaper than asking for each blob. */
    private static final int HEADS_INSTEAD_OF_LIST = 100;

    private final MirrorName mirror;
    private final PublicationRetention retention;
    private final Wishes wishes;
    private final Duration delay;
    private final RemovalPolicy removals;
    private final MaasProfile profile;
    private final StreamPatterns unjudged;
    private final DecisionLog log;
    private final Clock clock;
    private final Signatory signatory;
    private final Blobs blobs;
    private final Publications publications;
    private final Facts facts;
    private final Stock stock;
    private final SweepPlans sweeps;
    private final TreeWriter writer;
    private final TreeInspector inspector;
    private final Stages stages;

    /** What a listing has shown to be lost: only what else seems to be needs another one. */
    private Set<Sha256> knownLost = Set.of();

    /** Of the last look. */
    private @Nullable AcceptedCatalog knownCatalog;

    Publisher(
            MirrorSettings settings,
            ObjectStore store,
            Stock stock,
            DecisionLog log,
            Signatory signatory,
            Stages stages,
            Clock clock) {
        this.stages = stages;
        this.mirror = settings.name();
        this.retention = new PublicationRetention(
                settings.retention().publications(), settings.retention().grace());
        this.wishes = new Wishes(settings);
        this.delay = settings.publishAfter();
        this.removals = new RemovalPolicy(settings.retention().keepRemoved(), wishes::wanted);
        this.profile = settings.maas();
        this.unjudged = StreamPatterns.of(settings.unfitStreams());
        this.log = log;
        this.clock = clock;
        this.signatory = signatory;
        this.blobs = new Blobs(store);
        this.publications = new Publications(store);
        this.facts = new Facts(store, mirror);
        this.stock = stock;
        this.sweeps = new SweepPlans(store);
        this.writer = new TreeWriter(blobs, new Signer(signatory.key(), clock));
        this.inspector = new TreeInspector(
                blobs,
                new SignatureVerifier(signatory.key().publicKeyring(), Set.of(), Set.of(), clock),
                unjudged,
                settings.maas());
    }

    /** Looks at log and store; the inventory comes last, so that it has at least what the catalog's watcher saw. */
    Sight look() {
        LogHead head = log.head();
        MirrorState state = head.state().mirror(mirror);
        OpenSweep sweep = sweeps.at(head.state());
        Facts.ReadCatalog catalog = facts.catalog(state);
        LiveTree live = facts.live(state);
        Directions directions = facts.directions(state);
        Function<BlobInventory, Sight> sight = stored -> new Sight(
                mirror, head.sequence(), state, catalog, live, directions, sweep, stored.without(sweep.blobs()));
        // What a catalog newly wants may have been stored long before, by whomever.
        boolean isNew = !Objects.equals(knownCatalog, state.catalog());
        Sight seen = sight.apply(stock.read(supposed ->
                !isNew && knownLost.containsAll(sight.apply(supposed).allLost())));
        knownLost = seen.allLost();
        knownCatalog = state.catalog();
        return seen;
    }

    /** What the tree would list. */
    Assembly assemble(Sight sight, Facts.ReadCatalog catalog) {
        return stages.run(Stages.Stage.ASSEMBLE, () -> assembled(sight, catalog));
    }

    private Assembly assembled(Sight sight, Facts.ReadCatalog catalog) {
        LiveTree live = sight.live();
        FormerTree former = live == null ? FormerTree.NONE : live.upstreamTree();
        Directions directions = sight.directions();
        Instant now = clock.instant();
        BlobInventory inventory = sight.inventory();
        var admission =
                new Admission(inventory::contains, unjudged, profile, new Maturity(delay, inventory::storedAt, now));
        Offer offer = Ripening.offer(
                catalog.catalog().streams(), catalog.accepted().acceptedAt(), former, admission, wishes::wanted);
        Curated curated =
                Curation.curate(offer, former, live == null ? Dropped.NONE : live.dropped(), directions, removals, now);
        LiveTree base = directions.hold() ? live : null;
        ObjectNode header = base == null ? null : base.tree().header();
        return new Assembly(
                offer,
                curated,
                OwnStreams.added(Assembler.assemble(curated, admission), directions.own(), inventory::contains),
                base == null ? catalog.accepted().revision() : base.decision().catalog(),
                header == null ? catalog.catalog().indexHeader() : header);
    }

    /** Makes the assembled tree live, unless it is so already or must not be. */
    Outcome publish(Sight sight, Assembly assembly) {
        AssembledTree tree = assembly.tree();
        if (tree.isEmpty()) {
            return new Outcome.NothingComplete();
        }
        LiveTree live = sight.live();
        if (live != null && isLive(live, sight.inventory(), assembly)) {
            return new Outcome.Unchanged();
        }
        if (live != null && !signatory.mayFollow(live)) {
            return new Outcome.Refused(List.of(signatory.objection(live)));
        }
        RenderedTree rendered = render(assembly, live, nextTime(live));
        SortedMap<ItemPath, PublishedFile> documents = stages.run(
                Stages.Stage.SIGN,
                () -> writer.write(rendered, live != null && signatory.hasSigned(live) ? live.files() : Map.of()));
        List<Violation> violations = stages.run(Stages.Stage.CHECK, () -> inspector.inspect(rendered, documents));
        if (!violations.isEmpty()) {
            return new Outcome.Refused(violations);
        }
        Publication publication = publication(sight, assembly, rendered, documents);
        if (publication.files().values().stream()
                .anyMatch(file -> sight.sweep().blobs().contains(file.sha256()))) {
            return new Outcome.Deferred();
        }
        return stages.run(Stages.Stage.SWITCH, () -> switchTo(sight, publication))
                .<Outcome>map(now -> new Outcome.Switched(publication, now))
                .orElseGet(Outcome.Overtaken::new);
    }

    /** Whether the same documents, at the time of what is live, are what is live, and the store has all that it names. */
    private boolean isLive(LiveTree live, BlobInventory inventory, Assembly assembly) {
        Publication publication = live.publication();
        if (publication == null
                || !signatory.hasSigned(live)
                || !live.isWhole(inventory)
                || !publication.dropped().equals(assembly.curated().dropped())) {
            return false;
        }
        RenderedTree same = render(assembly, live, publication.updated());
        PublishedFile index = publication.files().get(DocumentPaths.index().plain());
        return streams(same).equals(publication.streams())
                && index != null
                && index.sha256().equals(Sha256.of(same.plainIndex()));
    }

    private static RenderedTree render(Assembly assembly, @Nullable LiveTree live, Instant updated) {
        return TreeRenderer.render(
                assembly.indexHeader(), assembly.tree(), live == null ? Map.of() : live.bodies(), updated);
    }

    /** Whole seconds, which is all that documents can say, and strictly later than ever before. */
    private Instant nextTime(@Nullable LiveTree live) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        if (live == null || now.isAfter(live.decision().updated())) {
            return now;
        }
        return live.decision().updated().plusSeconds(1);
    }

    private Publication publication(
            Sight sight, Assembly assembly, RenderedTree rendered, SortedMap<ItemPath, PublishedFile> documents) {
        var files = new TreeMap<>(documents);
        assembly.tree().streams().values().stream()
                .flatMap(stream -> stream.payloads())
                .forEach(payload -> files.put(
                        payload.path(), new PublishedFile(payload.sha256(), payload.size(), PublishedFile.ITEM_TYPE)));
        return new Publication(
                mirror,
                assembly.catalog(),
                rendered.updated(),
                streams(rendered),
                files,
                rendered.counts(),
                assembly.curated().dropped(),
                own(sight, assembly));
    }

    private static Set<ContentId> own(Sight sight, Assembly assembly) {
        return sight.directions().own().stream()
                .map(ProductsDocument::contentId)
                .filter(id -> assembly.tree().streams().containsKey(id))
                .collect(Collectors.toSet());
    }

    private static SortedMap<ContentId, PublishedStream> streams(RenderedTree rendered) {
        var streams = new TreeMap<ContentId, PublishedStream>();
        rendered.streams()
                .forEach(stream -> streams.put(
                        stream.contentId(), new PublishedStream(stream.sha256(), stream.updated(), stream.counts())));
        return streams;
    }

    private void requireStored(Publication publication, @Nullable LiveTree live) {
        var fresh = new TreeMap<>(publication.files());
        if (live != null) {
            fresh.entrySet().removeAll(live.files().entrySet());
        }
        BlobInventory now = fresh.size() > HEADS_INSTEAD_OF_LIST ? stock.list() : null;
        fresh.forEach((path, file) -> {
            boolean stored =
                    now == null ? blobs.contains(file.sha256(), file.size()) : now.contains(file.sha256(), file.size());
            if (!stored) {
                stock.mistrust();
                throw new VanishedBlobException(path, file);
            }
        });
    }

    private Optional<LivePublication> switchTo(Sight sight, Publication publication) {
        requireStored(publication, sight.live());
        Sha256 id = publications.save(publication);
        return log.append(head -> {
                    MirrorState state = head.state().mirror(mirror);
                    boolean overtaken = !Objects.equals(
                                    state.live(), sight.state().live())
                            || !Objects.equals(state.catalog(), sight.state().catalog())
                            || !state.standing().equals(sight.state().standing())
                            || sight.sweep().isOutdated(head.state());
                    return overtaken ? Optional.empty() : Optional.of(proposal(head, state, publication, id));
                })
                .map(LogEntry::state)
                .map(state -> Objects.requireNonNull(state.mirror(mirror).live()));
    }

    private Proposal proposal(LogHead head, MirrorState state, Publication publication, Sha256 id) {
        var live = new LivePublication(
                id, publication.catalog(), publication.updated(), head.nextSequence(), signatory.fingerprint());
        return new Proposal(
                new Decision.PublicationSwitched(
                        mirror, id, publication.catalog(), publication.updated(), signatory.fingerprint()),
                head.state().with(mirror, state.withLive(live, clock.instant(), retention)));
    }
}
