package io.streammirror.publisher.switchover;

import io.streammirror.publisher.publication.DocumentPaths;
import io.streammirror.publisher.publication.Publication;
import io.streammirror.publisher.publication.PublishedFile;
import io.streammirror.publisher.render.PublishedBody;
import io.streammirror.publisher.render.RenderedTree;
import io.streammirror.publisher.render.TreeRenderer;
import io.streammirror.publisher.sign.PublisherIdentity;
import io.streammirror.publisher.snapshot.LiveTree;
import io.streammirror.publisher.snapshot.MirrorSnapshot;
import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.Sha256;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** Renders the documents of a draft with their time, and compares them with those that are live. */
final class DraftRenderer {
    private final PublisherIdentity identity;
    private final Clock clock;

    DraftRenderer(PublisherIdentity identity, Clock clock) {
        this.identity = identity;
        this.clock = clock;
    }

    /** Whether the same documents, at the time of what is live, are what is live, and the store has everything that it names. */
    boolean isLive(MirrorSnapshot snapshot, PublicationDraft draft) {
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
        return PublicationRecord.streams(same).equals(publication.streams())
                && index != null
                && index.sha256().equals(Sha256.of(same.plainIndex()));
    }

    /** The documents of a draft, dated after those that are live. */
    RenderedTree render(MirrorSnapshot snapshot, PublicationDraft draft) {
        return render(snapshot, draft, nextTime(snapshot));
    }

    /** Documents whose content is live stay as they are, unless an operator resets their time. */
    static RenderedTree render(MirrorSnapshot snapshot, PublicationDraft draft, Instant updated) {
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
}
