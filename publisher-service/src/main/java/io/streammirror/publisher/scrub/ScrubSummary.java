package io.streammirror.publisher.scrub;

import io.streammirror.api.ScrubStatus;
import io.streammirror.scrub.ScrubPolicy;
import io.streammirror.simplestreams.Sha256;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Makes the part of the status that is about the scrub, also while there is no broker. */
@Singleton
public class ScrubSummary {
    private static final Duration USUAL = Duration.ofDays(30);

    private final ScrubParts parts;
    private final ScrubFigures figures;
    private final DamageWatch watch;

    ScrubSummary(ScrubParts parts, ScrubFigures figures, DamageWatch watch) {
        this.parts = parts;
        this.figures = figures;
        this.watch = watch;
    }

    public ScrubStatus status() {
        ScrubPolicy policy = parts.policy();
        ScrubPolicy shown = policy.isOff() ? new ScrubPolicy(USUAL, policy.rate(), Optional.empty()) : policy;
        Set<Sha256> damaged = watch.damaged();
        return new ScrubStatus(
                policy.isOff() ? null : policy.every(),
                shown.bytesPerMonth(figures.stored()),
                figures.oldest(),
                figures.late(),
                damaged.size(),
                figures.lost().stream().limit(LostBlobs.MAX_LISTED).toList());
    }
}
