package io.streammirror.publisher.status;

import io.streammirror.api.ItemProgress;
import io.streammirror.api.LostBlob;
import io.streammirror.api.MirrorStatus;
import io.streammirror.api.ScrubStatus;
import io.streammirror.api.StatusReport;
import io.streammirror.catalog.CatalogRefusal;
import org.jspecify.annotations.Nullable;

/**
 * The public part of a status: content, completeness, freshness and obstacles, as a MAAS site needs them. Left out are
 * the names of people and their reasons, source URLs, names of fetchers, and texts that quote upstream's servers,
 * proxies or the store.
 */
public final class PublicStatus {
    private static final String REASON_IS_FOR_OPERATORS = "the management port shows the reason";

    private PublicStatus() {}

    public static StatusReport of(StatusReport report) {
        return new StatusReport(
                report.run(),
                report.time(),
                report.mirrors().stream().map(PublicStatus::of).toList(),
                report.fetching().stream().map(PublicStatus::of).toList(),
                report.warnings(),
                withoutReasons(report.scrub()));
    }

    /** The reason why a blob is lost quotes the server that was asked. */
    private static @Nullable ScrubStatus withoutReasons(@Nullable ScrubStatus scrub) {
        if (scrub == null) {
            return null;
        }
        return new ScrubStatus(
                scrub.every(),
                scrub.bytesPerMonth(),
                scrub.oldest(),
                scrub.late(),
                scrub.damaged(),
                scrub.lost().stream()
                        .map(blob -> new LostBlob(blob.sha256(), REASON_IS_FOR_OPERATORS))
                        .toList());
    }

    private static MirrorStatus of(MirrorStatus mirror) {
        return new MirrorStatus(
                mirror.name(),
                null,
                mirror.path(),
                mirror.state(),
                mirror.settled(),
                mirror.complete(),
                mirror.polled(),
                mirror.pollOutcome(),
                reason(mirror.reason()),
                mirror.upstreamUpdated(),
                mirror.catalog(),
                mirror.publication(),
                mirror.published(),
                mirror.signer(),
                mirror.products(),
                mirror.versions(),
                mirror.items(),
                mirror.blobs(),
                mirror.bytes(),
                mirror.withheld(),
                mirror.leftOut(),
                mirror.failures().stream().map(PublicStatus::of).toList(),
                mirror.refused().stream().map(PublicStatus::of).toList(),
                mirror.violations(),
                mirror.held(),
                mirror.overridden(),
                mirror.unsigned(),
                mirror.allow(),
                PublicOrders.of(mirror.orders()),
                mirror.dropped(),
                mirror.from(),
                PublicOrders.of(mirror.promotion()),
                mirror.delayed(),
                mirror.notes(),
                mirror.answered(),
                mirror.readers());
    }

    private static @Nullable String reason(@Nullable String reason) {
        return reason == null ? null : REASON_IS_FOR_OPERATORS;
    }

    private static MirrorStatus.Failure of(MirrorStatus.Failure failure) {
        return new MirrorStatus.Failure(
                failure.sha256(), failure.path(), REASON_IS_FOR_OPERATORS, failure.retryable(), failure.time());
    }

    /** The reason names the server that answered, redirect targets too, or quotes the document. */
    private static CatalogRefusal of(CatalogRefusal place) {
        return new CatalogRefusal(place.stream(), place.pointer(), REASON_IS_FOR_OPERATORS);
    }

    private static ItemProgress of(ItemProgress item) {
        return new ItemProgress("", item.sha256(), item.path(), item.size(), item.bytes(), item.rate(), item.mirror());
    }
}
