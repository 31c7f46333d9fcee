package io.streammirror.publisher.page.images;

import io.streammirror.api.VersionState;
import io.streammirror.decision.Pin;
import io.streammirror.publisher.assemble.StoredBlobs;
import io.streammirror.publisher.assemble.VersionContent;
import io.streammirror.publisher.assemble.VersionKey;
import io.streammirror.publisher.publication.Dropped;
import io.streammirror.publisher.publication.Replaced;
import io.streammirror.publisher.snapshot.MirrorSnapshot;
import io.streammirror.publisher.state.MirrorView;
import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.Payload;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.simplestreams.Version;
import io.streammirror.text.SafeText;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Explains the state of each version, by the last check of log and store. */
final class VersionVerdicts {
    private static final int MAX_REASON = 300;
    private static final int WHOLE = 100;

    private final MirrorView view;
    private final MirrorSnapshot snapshot;
    private final Set<Sha256> failed;
    private final Dropped dropped;
    private final Replaced replaced;
    private final Map<ContentId, String> leftOut = new HashMap<>();
    private final Map<VersionKey, String> withheld = new HashMap<>();
    private final Map<VersionKey, Instant> delayed = new HashMap<>();

    /**
     * The state of a version.
     *
     * @param published whether the live publication lists it with this content
     * @param percent of its bytes that are stored
     * @param reason for people; null when the state needs no explanation
     */
    record Verdict(
            VersionState state,
            boolean published,
            int percent,
            @Nullable String reason) {}

    /** @param failed blobs whose last fetch did not succeed */
    VersionVerdicts(MirrorView view, MirrorSnapshot snapshot, Set<Sha256> failed) {
        this.view = view;
        this.snapshot = snapshot;
        this.failed = Set.copyOf(failed);
        this.dropped = snapshot.live() == null ? Dropped.NONE : snapshot.live().dropped();
        this.replaced =
                snapshot.live() == null ? Replaced.NONE : snapshot.live().replaced();
        view.assembly().leftOut().forEach(stream -> leftOut.put(stream.stream(), stream.reason()));
        view.assembly()
                .withheld()
                .forEach(version -> withheld.put(
                        new VersionKey(version.stream(), version.product(), version.version()), version.reason()));
        view.assembly()
                .delayed()
                .forEach(version -> delayed.put(
                        new VersionKey(version.stream(), version.product(), version.version()), version.until()));
    }

    /**
     * The verdict on one version.
     *
     * @param wanted the version as the followed catalog has it; null when it has none
     * @param listed as the live publication has it; null when it has none
     */
    Verdict of(KnownProduct product, @Nullable Version wanted, @Nullable Version listed) {
        if (listed != null && (wanted == null || isSame(wanted, listed))) {
            return published(product, listed, wanted != null);
        }
        if (wanted == null) {
            throw new IllegalArgumentException("product '" + product.name() + "' has no such version");
        }
        return unpublished(product, wanted);
    }

    private static boolean isSame(Version wanted, Version listed) {
        return VersionContent.of(wanted).equals(VersionContent.of(listed));
    }

    private Verdict published(KnownProduct product, Version version, boolean isWanted) {
        Optional<Instant> gone = dropped.of(product.stream(), product.name());
        if (gone.isPresent()) {
            return published(VersionState.DROPPED, "upstream no longer offers it since " + time(gone.get()));
        }
        Optional<Instant> newer = replaced.of(product.stream(), product.name(), version.name());
        if (newer.isPresent()) {
            return published(
                    VersionState.SUPERSEDED, "replaced at " + time(newer.get()) + ", and still listed for a while");
        }
        Optional<Pin> pin = pin(product);
        if (pin.isPresent() && product.hasNewerThan(version.name())) {
            return published(
                    VersionState.PINNED,
                    "pinned by an operator since " + time(pin.get().order().since()));
        }
        return isWanted || product.wanted() == null
                ? published(VersionState.UP_TO_DATE, null)
                : published(VersionState.SUPERSEDED, "stays published until newer versions are complete");
    }

    private static Verdict published(VersionState state, @Nullable String reason) {
        return new Verdict(state, true, WHOLE, reason);
    }

    private Verdict unpublished(KnownProduct product, Version version) {
        var key = new VersionKey(product.stream(), product.name(), version.name());
        List<Payload> missing = missing(version);
        int percent = percent(version, missing);
        String streamReason = leftOut.get(product.stream());
        if (streamReason != null) {
            return new Verdict(VersionState.LEFT_OUT, false, percent, SafeText.line(streamReason, MAX_REASON));
        }
        String versionReason = withheld.get(key);
        if (versionReason != null) {
            return new Verdict(VersionState.WITHHELD, false, percent, SafeText.line(versionReason, MAX_REASON));
        }
        Optional<Pin> pin = pin(product).filter(other -> !other.version().equals(version.name()));
        if (pin.isPresent()) {
            return new Verdict(
                    VersionState.PINNED,
                    false,
                    percent,
                    "the product is pinned to version "
                            + SafeText.line(pin.get().version(), ImageFields.MAX_TEXT) + " by an operator");
        }
        if (snapshot.orders().withdrawals().contains(product.stream(), product.name(), version)) {
            return new Verdict(VersionState.WITHDRAWN, false, percent, "a rollback by an operator removed it");
        }
        Instant until = delayed.get(key);
        if (until != null) {
            return new Verdict(VersionState.DELAYED, false, percent, "until " + time(until));
        }
        return missing.isEmpty() ? stored(product, version) : missing(missing, version, percent);
    }

    private Verdict stored(KnownProduct product, Version version) {
        var hold = view.orders().hold();
        if (hold != null) {
            return new Verdict(
                    VersionState.ON_HOLD,
                    false,
                    WHOLE,
                    "nothing new is published, by an operator since " + time(hold.since()));
        }
        boolean superseded = product.newestListed()
                .filter(newest -> newest.compareTo(version.name()) > 0)
                .isPresent();
        return superseded
                ? new Verdict(VersionState.SUPERSEDED, false, WHOLE, "newer versions fill max")
                : new Verdict(VersionState.STORED, false, WHOLE, null);
    }

    private Verdict missing(List<Payload> missing, Version version, int percent) {
        boolean lost = missing.stream().map(Payload::sha256).anyMatch(failed::contains);
        boolean begun = missing.size() < StoredBlobs.payloads(version).count();
        return new Verdict(
                begun ? VersionState.DOWNLOADING : VersionState.WAITING,
                false,
                percent,
                lost ? "the last try to fetch a file of it failed" : null);
    }

    private List<Payload> missing(Version version) {
        return StoredBlobs.payloads(version)
                .filter(payload -> !snapshot.inventory().contains(payload.sha256(), payload.size()))
                .toList();
    }

    private static int percent(Version version, List<Payload> missing) {
        long all = bytes(StoredBlobs.payloads(version).toList());
        return percent(all, all - bytes(missing));
    }

    /** Of bytes; whole only when nothing is missing. */
    static int percent(long all, long stored) {
        return stored >= all ? WHOLE : (int) Math.min(WHOLE - 1, stored * WHOLE / all);
    }

    private static long bytes(List<Payload> payloads) {
        var sizes = new TreeMap<Sha256, Long>();
        payloads.forEach(payload -> sizes.put(payload.sha256(), payload.size()));
        return sizes.values().stream().mapToLong(Long::longValue).sum();
    }

    private Optional<Pin> pin(KnownProduct product) {
        return view.orders().pins().stream()
                .filter(pin -> pin.isOf(product.stream(), product.name()))
                .findFirst();
    }

    private static String time(Instant time) {
        return time.truncatedTo(ChronoUnit.MINUTES).toString();
    }
}
