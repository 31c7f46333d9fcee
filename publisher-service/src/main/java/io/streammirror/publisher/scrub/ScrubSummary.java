package io.streammirror.publisher.scrub;

import io.streammirror.api.LostBlob;
import io.streammirror.api.ScrubStatus;
import io.streammirror.publisher.schedule.MirrorWorkers;
import io.streammirror.scrub.ScrubPolicy;
import io.streammirror.simplestreams.Sha256;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes the part of the status that is about the scrub. */
@Singleton
public class ScrubSummary {
    private static final Duration USUAL = Duration.ofDays(30);

    private final ScrubParts parts;
    private final ScrubFigures figures;
    private final DamageWatch watch;
    private final LostBlobs lost;
    private final MirrorWorkers workers;

    ScrubSummary(ScrubParts parts, ScrubFigures figures, DamageWatch watch, LostBlobs lost, MirrorWorkers workers) {
        this.parts = parts;
        this.figures = figures;
        this.watch = watch;
        this.lost = lost;
        this.workers = workers;
    }

    public ScrubStatus status() {
        ScrubPolicy policy = parts.policy();
        ScrubPolicy shown = policy.isOff() ? new ScrubPolicy(USUAL, policy.rate(), Optional.empty()) : policy;
        Set<Sha256> damaged = watch.damaged();
        List<LostBlob> gone = lost.of(damaged);
        return new ScrubStatus(
                policy.isOff() ? null : policy.every(),
                shown.bytesPerMonth(workers.storedBytes()),
                figures.oldest(),
                figures.late(),
                damaged.size(),
                gone.stream().limit(LostBlobs.MAX_LISTED).toList());
    }
}
