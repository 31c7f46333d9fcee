package io.streammirror.publisher.switchover;

import io.streammirror.config.MirrorSettings;
import io.streammirror.decision.DecisionLog;
import io.streammirror.decision.LivePublication;
import io.streammirror.decision.PublicationRetention;
import io.streammirror.maas.Violation;
import io.streammirror.mirror.MirrorName;
import io.streammirror.openpgp.SignatureVerifier;
import io.streammirror.openpgp.Signer;
import io.streammirror.publisher.publication.DocumentPaths;
import io.streammirror.publisher.publication.Publication;
import io.streammirror.publisher.publication.Publications;
import io.streammirror.publisher.publication.PublishedFile;
import io.streammirror.publisher.publication.PublishedStream;
import io.streammirror.publisher.render.PublishedBody;
import io.streammirror.publisher.render.RenderedTree;
import io.streammirror.publisher.render.TreeRenderer;
import io.streammirror.publisher.sign.PublisherIdentity;
import io.streammirror.publisher.sign.SignedTree;
import io.streammirror.publisher.sign.TreeWriter;
import io.streammirror.publisher.snapshot.BlobInventoryCache;
import io.streammirror.publisher.snapshot.LiveTree;
import io.streammirror.publisher.snapshot.MirrorSnapshot;
import io.streammirror.publisher.snapshot.ReadCatalog;
import io.streammirror.publisher.switchover.PublishOutcome.Conflict;
import io.streammirror.publisher.switchover.PublishOutcome.Deferred;
import io.streammirror.publisher.switchover.PublishOutcome.NothingComplete;
import io.streammirror.publisher.switchover.PublishOutcome.Refused;
import io.streammirror.publisher.switchover.PublishOutcome.Switched;
import io.streammirror.publisher.switchover.PublishOutcome.Unchanged;
import io.streammirror.publisher.switchover.PublishStages.Stage;
import io.streammirror.publisher.verify.TreeVerifier;
import io.streammirror.selection.StreamPatterns;
import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.ItemPath;
import io.streammirror.simplestreams.ProductsDocument;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.Blobs;
import io.streammirror.store.ClockCheck;
import io.streammirror.store.ObjectStore;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Publishes one mirror: assemble and check, sign, store, verify, switch. Nothing is stored before it is known to be publishable.
 *
 * <p>Not safe for use by several threads.
 */
final class PublishPipeline {
    private final MirrorName mirror;
    private final PublisherIdentity identity;
    private final FitDraft drafts;
    private final TreeWriter writer;
    private final TreeVerifier verifier;
    private final LogSwitch logSwitch;
    private final PublishStages stages;
    private final ClockCheck clocks;
    private final Clock clock;

    /** The documents of an attempt that ended early: the next one stores the same bytes, so a store that fails does not grow. */
    private @Nullable Pending pending;

    private record Pending(RenderedTree rendered, SignedTree signed) {
        boolean isOf(RenderedTree other) {
            return Arrays.equals(rendered.plainIndex(), other.plainIndex());
        }
    }

    PublishPipeline(
            MirrorSettings settings,
            ObjectStore store,
            BlobInventoryCache inventories,
            DecisionLog log,
            PublisherIdentity identity,
            PublishStages stages,
            Clock clock) {
        var blobs = new Blobs(store);
        var retention = new PublicationRetention(
                settings.keys().retention().publications(),
                settings.keys().retention().grace());
        Predicate<ContentId> unchecked = StreamPatterns.of(settings.unfitStreams());
        this.mirror = settings.name();
        this.identity = identity;
        this.drafts = new FitDraft(settings, clock);
        this.writer = new TreeWriter(blobs, new Signer(identity.key(), clock));
        this.verifier = new TreeVerifier(
                blobs,
                new SignatureVerifier(identity.key().publicKeyring(), Set.of(), Set.of(), clock),
                unchecked,
                FitDraft.profile(settings));
        this.logSwitch =
                new LogSwitch(mirror, log, identity, retention, blobs, inventories, new Publications(store), clock);
        this.stages = stages;
        this.clocks = new ClockCheck(store, clock);
        this.clock = clock;
    }

    /** What keeps this publisher from publishing whatever there is; empty when nothing does. */
    Optional<String> obstacle() {
        return clocks.problem();
    }

    /**
     * Makes live what the snapshot gives, unless it is so already or must not be.
     *
     * @param assembled receives what the tree lists and leaves out, before anything is stored
     */
    PublishOutcome publish(MirrorSnapshot snapshot, ReadCatalog catalog, Consumer<PublicationDraft> assembled) {
        clocks.require();
        FitDraft.Result fit = stages.run(
                Stage.ASSEMBLE,
                () -> drafts.make(
                        snapshot, catalog, draft -> isLive(snapshot, draft), draft -> render(snapshot, draft)));
        PublicationDraft draft = fit.draft();
        assembled.accept(draft);
        if (draft.tree().isEmpty()) {
            return new NothingComplete();
        }
        RenderedTree rendered = fit.rendered();
        if (rendered == null) {
            return new Unchanged();
        }
        LiveTree live = snapshot.live();
        if (live != null && !identity.mayFollow(live)) {
            return new Refused(List.of(identity.objection(live)));
        }
        return fit.violations().isEmpty() ? makeLive(snapshot, draft, rendered) : new Refused(fit.violations());
    }

    private PublishOutcome makeLive(MirrorSnapshot snapshot, PublicationDraft draft, RenderedTree rendered) {
        SortedMap<ItemPath, PublishedFile> items = items(draft);
        if (isAboutToGo(snapshot, items)) {
            return new Deferred();
        }
        logSwitch.requireStored(items, snapshot.live());
        Pending attempt = stages.run(Stage.SIGN, () -> signed(snapshot, draft, rendered));
        pending = attempt;
        if (isAboutToGo(snapshot, attempt.signed().files())) {
            return new Deferred();
        }
        stages.run(Stage.STORE, () -> {
            writer.store(attempt.signed());
            return attempt;
        });
        List<Violation> violations = stages.run(
                Stage.CHECK,
                () -> verifier.inspect(attempt.rendered(), attempt.signed().files()));
        if (!violations.isEmpty()) {
            return new Refused(violations);
        }
        Publication publication = publication(snapshot, draft, attempt, items);
        Optional<LivePublication> switched = stages.run(Stage.SWITCH, () -> {
            logSwitch.requireStored(attempt.signed().files(), snapshot.live());
            return logSwitch.switchTo(snapshot, publication);
        });
        pending = null;
        return switched.<PublishOutcome>map(now -> new Switched(publication, now))
                .orElseGet(Conflict::new);
    }

    /** The signed documents of the last attempt when they say the same, else new ones. */
    private Pending signed(MirrorSnapshot snapshot, PublicationDraft draft, RenderedTree rendered) {
        LiveTree live = snapshot.live();
        Pending last = pending;
        if (last != null && isUsable(last.rendered().updated(), live)) {
            RenderedTree again = render(snapshot, draft, last.rendered().updated());
            if (last.isOf(again)) {
                return last;
            }
        }
        return new Pending(
                rendered, writer.sign(rendered, live != null && identity.hasSigned(live) ? live.files() : Map.of()));
    }

    private static boolean isUsable(Instant updated, @Nullable LiveTree live) {
        return live == null || updated.isAfter(live.decision().updated());
    }

    /** Whether the same documents, at the time of what is live, are what is live, and the store has everything that it names. */
    private boolean isLive(MirrorSnapshot snapshot, PublicationDraft draft) {
        LiveTree live = snapshot.live();
        Publication publication = live == null ? null : live.publication();
        if (live == null
                || publication == null
                || snapshot.resetsTime()
                || !identity.hasSigned(live)
                || !live.isWhole(snapshot.inventory())
                || !publication.dropped().equals(draft.planned().dropped())) {
            return false;
        }
        RenderedTree same = render(snapshot, draft, publication.updated());
        PublishedFile index = publication.files().get(DocumentPaths.index().plain());
        return streams(same).equals(publication.streams())
                && index != null
                && index.sha256().equals(Sha256.of(same.plainIndex()));
    }

    private RenderedTree render(MirrorSnapshot snapshot, PublicationDraft draft) {
        return render(snapshot, draft, nextTime(snapshot));
    }

    /** Documents whose content is live stay as they are, unless an operator resets their time. */
    private static RenderedTree render(MirrorSnapshot snapshot, PublicationDraft draft, Instant updated) {
        LiveTree live = snapshot.live();
        Map<ContentId, PublishedBody> bodies = live == null || snapshot.resetsTime() ? Map.of() : live.bodies();
        return TreeRenderer.render(draft.indexHeader(), draft.tree(), bodies, updated);
    }

    /** Whole seconds, which is all that documents can say, and strictly later than ever before, unless an operator resets the time. */
    private Instant nextTime(MirrorSnapshot snapshot) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        LiveTree live = snapshot.live();
        if (live == null || snapshot.resetsTime() || now.isAfter(live.decision().updated())) {
            return now;
        }
        return live.decision().updated().plusSeconds(1);
    }

    private static boolean isAboutToGo(MirrorSnapshot snapshot, Map<ItemPath, PublishedFile> files) {
        return files.values().stream().anyMatch(file -> snapshot.sweep().blobs().contains(file.sha256()));
    }

    private static SortedMap<ItemPath, PublishedFile> items(PublicationDraft draft) {
        var items = new TreeMap<ItemPath, PublishedFile>();
        draft.tree().streams().values().stream()
                .flatMap(stream -> stream.payloads())
                .forEach(payload -> items.put(
                        payload.path(), new PublishedFile(payload.sha256(), payload.size(), PublishedFile.ITEM_TYPE)));
        return items;
    }

    private Publication publication(
            MirrorSnapshot snapshot,
            PublicationDraft draft,
            Pending attempt,
            SortedMap<ItemPath, PublishedFile> items) {
        var files = new TreeMap<>(items);
        files.putAll(attempt.signed().files());
        RenderedTree rendered = attempt.rendered();
        return new Publication(
                mirror,
                draft.catalog(),
                rendered.updated(),
                streams(rendered),
                files,
                rendered.counts(),
                draft.planned().dropped(),
                customStreams(snapshot, draft),
                draft.replaced());
    }

    private static Set<ContentId> customStreams(MirrorSnapshot snapshot, PublicationDraft draft) {
        return snapshot.orders().customStreams().stream()
                .map(ProductsDocument::contentId)
                .filter(id -> draft.tree().streams().containsKey(id))
                .collect(Collectors.toSet());
    }

    private static SortedMap<ContentId, PublishedStream> streams(RenderedTree rendered) {
        var streams = new TreeMap<ContentId, PublishedStream>();
        rendered.streams()
                .forEach(stream -> streams.put(
                        stream.contentId(), new PublishedStream(stream.sha256(), stream.updated(), stream.counts())));
        return streams;
    }
}
