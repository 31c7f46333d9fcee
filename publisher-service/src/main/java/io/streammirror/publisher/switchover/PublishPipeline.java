package io.streammirror.publisher.switchover;

import io.streammirror.config.MirrorSettings;
import io.streammirror.decision.DecisionLog;
import io.streammirror.decision.LivePublication;
import io.streammirror.decision.PublicationRetention;
import io.streammirror.maas.MaasProfile;
import io.streammirror.maas.Violation;
import io.streammirror.openpgp.SignatureVerifier;
import io.streammirror.openpgp.Signer;
import io.streammirror.publisher.publication.Publication;
import io.streammirror.publisher.publication.Publications;
import io.streammirror.publisher.publication.PublishedFile;
import io.streammirror.publisher.render.RenderedTree;
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
import io.streammirror.store.Blobs;
import io.streammirror.store.ClockCheck;
import io.streammirror.store.ObjectStore;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Publishes one mirror: assemble and check, sign, store, verify, switch. Nothing is stored before it is known to be publishable.
 *
 * <p>Not safe for use by several threads.
 */
final class PublishPipeline {
    private final PublisherIdentity identity;
    private final FitDraft drafts;
    private final DraftRenderer renderer;
    private final TreeWriter writer;
    private final TreeVerifier verifier;
    private final LogSwitch logSwitch;
    private final PublishStages stages;
    private final ClockCheck clocks;

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
        this.identity = identity;
        this.drafts = new FitDraft(settings, clock);
        this.renderer = new DraftRenderer(identity, clock);
        this.writer = new TreeWriter(blobs, new Signer(identity.key(), clock));
        this.verifier = new TreeVerifier(
                blobs,
                new SignatureVerifier(identity.key().publicKeyring(), Set.of(), Set.of(), clock),
                unchecked,
                MaasProfile.of(settings.maas()));
        this.logSwitch = new LogSwitch(
                settings.name(), log, identity, retention, blobs, inventories, new Publications(store), clock);
        this.stages = stages;
        this.clocks = new ClockCheck(store, clock);
    }

    /** The reason that keeps this publisher from publishing anything; empty when there is none. */
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
                        snapshot,
                        catalog,
                        draft -> renderer.isLive(snapshot, draft),
                        draft -> renderer.render(snapshot, draft)));
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
        SortedMap<ItemPath, PublishedFile> items = PublicationRecord.items(draft);
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
        Publication publication = PublicationRecord.of(
                snapshot, draft, attempt.rendered(), items, attempt.signed().files());
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
            RenderedTree again =
                    DraftRenderer.render(snapshot, draft, last.rendered().updated());
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

    private static boolean isAboutToGo(MirrorSnapshot snapshot, Map<ItemPath, PublishedFile> files) {
        return files.values().stream().anyMatch(file -> snapshot.sweep().blobs().contains(file.sha256()));
    }
}
