package io.streammirror.watcher.accept;

import io.streammirror.decision.Decision;
import io.streammirror.decision.DecisionLog;
import io.streammirror.decision.MirrorState;
import io.streammirror.decision.Proposal;
import io.streammirror.decision.UpstreamRefusal;
import io.streammirror.mirror.MirrorName;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes refusals into the log, and keeps the refused documents. */
final class RefusalRecorder {
    private final MirrorName mirror;
    private final UpstreamArchive archive;
    private final DecisionLog log;
    private final Clock clock;

    RefusalRecorder(MirrorName mirror, UpstreamArchive archive, DecisionLog log, Clock clock) {
        this.mirror = mirror;
        this.archive = archive;
        this.log = log;
        this.clock = clock;
    }

    /** Refuses the whole upstream; nothing is written when it is refused for this reason already. */
    void refuse(String reason, Optional<byte[]> document) {
        @Nullable
        String key = document.map(bytes -> archive.keepRefused(bytes).key()).orElse(null);
        log.append(head -> {
            MirrorState state = head.state().mirror(mirror);
            if (state.refused() != null && state.refused().reason().equals(reason)) {
                return Optional.empty();
            }
            MirrorState next = state.withRefused(new UpstreamRefusal(reason, clock.instant()));
            return Optional.of(new Proposal(
                    new Decision.UpstreamRefused(mirror, reason, key),
                    head.state().with(mirror, next)));
        });
    }

    /** Keeps one refused document; the state of the mirror does not change. A document is written down once. */
    void keep(String reason, byte[] document) {
        UpstreamArchive.Kept kept = archive.keepRefused(document);
        if (kept.isNew()) {
            log.append(head ->
                    Optional.of(new Proposal(new Decision.UpstreamRefused(mirror, reason, kept.key()), head.state())));
        }
    }
}
