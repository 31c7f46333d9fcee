package io.streammirror.publisher.switchover;

import io.streammirror.decision.Decision;
import io.streammirror.decision.DecisionLog;
import io.streammirror.decision.LivePublication;
import io.streammirror.decision.LogEntry;
import io.streammirror.decision.LogHead;
import io.streammirror.decision.MirrorState;
import io.streammirror.decision.Proposal;
import io.streammirror.decision.PublicationRetention;
import io.streammirror.mirror.MirrorName;
import io.streammirror.publisher.publication.Publication;
import io.streammirror.publisher.publication.Publications;
import io.streammirror.publisher.publication.PublishedFile;
import io.streammirror.publisher.sign.PublisherIdentity;
import io.streammirror.publisher.snapshot.BlobInventoryCache;
import io.streammirror.publisher.snapshot.LiveTree;
import io.streammirror.publisher.snapshot.MirrorSnapshot;
import io.streammirror.simplestreams.ItemPath;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.BlobInventory;
import io.streammirror.store.Blobs;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes a stored publication the live one, by one entry of the log.
 *
 * <p>Any number of processes may do so at once: the log lets one of them win each switch.
 */
final class LogSwitch {
    /** From here on one LIST, which names a thousand sizes in each answer, is cheaper than asking for each blob. */
    private static final int HEADS_INSTEAD_OF_LIST = 100;

    private final MirrorName mirror;
    private final DecisionLog log;
    private final PublisherIdentity identity;
    private final PublicationRetention retention;
    private final Blobs blobs;
    private final BlobInventoryCache inventories;
    private final Publications publications;
    private final Clock clock;

    LogSwitch(
            MirrorName mirror,
            DecisionLog log,
            PublisherIdentity identity,
            PublicationRetention retention,
            Blobs blobs,
            BlobInventoryCache inventories,
            Publications publications,
            Clock clock) {
        this.mirror = mirror;
        this.log = log;
        this.identity = identity;
        this.retention = retention;
        this.blobs = blobs;
        this.inventories = inventories;
        this.publications = publications;
        this.clock = clock;
    }

    /**
     * Requires that the store has every file that is not live already.
     *
     * @throws VanishedBlobException for the first one that it does not have whole
     */
    void requireStored(Map<ItemPath, PublishedFile> files, @Nullable LiveTree live) {
        var fresh = new TreeMap<>(files);
        if (live != null) {
            fresh.entrySet().removeAll(live.files().entrySet());
        }
        BlobInventory now = fresh.size() > HEADS_INSTEAD_OF_LIST ? inventories.list() : null;
        fresh.forEach((path, file) -> {
            boolean stored =
                    now == null ? blobs.contains(file.sha256(), file.size()) : now.contains(file.sha256(), file.size());
            if (!stored) {
                inventories.mistrust();
                throw new VanishedBlobException(path, file);
            }
        });
    }

    /** Switches to a publication of which everything is stored; empty when another decision about the mirror came first. */
    Optional<LivePublication> switchTo(MirrorSnapshot snapshot, Publication publication) {
        Sha256 id = publications.save(publication);
        return log.append(head ->
                        isOvertaken(snapshot, head) ? Optional.empty() : Optional.of(proposal(head, publication, id)))
                .map(LogEntry::state)
                .map(state -> Objects.requireNonNull(state.mirror(mirror).live()));
    }

    private boolean isOvertaken(MirrorSnapshot snapshot, LogHead head) {
        MirrorState now = head.state().mirror(mirror);
        MirrorState seen = snapshot.state();
        return !Objects.equals(now.live(), seen.live())
                || !Objects.equals(now.catalog(), seen.catalog())
                || !now.standing().equals(seen.standing())
                || snapshot.sweep().isOutdated(head.state());
    }

    private Proposal proposal(LogHead head, Publication publication, Sha256 id) {
        var live = new LivePublication(
                id, publication.catalog(), publication.updated(), head.nextSequence(), identity.fingerprint());
        MirrorState next = head.state().mirror(mirror).withLive(live, clock.instant(), retention);
        return new Proposal(
                new Decision.PublicationSwitched(
                        mirror, id, publication.catalog(), publication.updated(), identity.fingerprint()),
                head.state().with(mirror, next));
    }
}
