package io.streammirror.publisher.scrub;

import io.streammirror.api.LostBlob;
import io.streammirror.config.MirrorSettings;
import io.streammirror.config.Settings;
import io.streammirror.publisher.snapshot.LatestSnapshots;
import io.streammirror.publisher.snapshot.MirrorSnapshot;
import io.streammirror.publisher.state.FailedFetch;
import io.streammirror.publisher.state.PublisherState;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.text.SafeText;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Decides which damaged blobs no source has at present. */
@Singleton
class LostBlobs {
    /** More than an operator reads. */
    static final int MAX_LISTED = 100;

    private final Settings settings;
    private final LatestSnapshots snapshots;
    private final PublisherState state;

    LostBlobs(Settings settings, LatestSnapshots snapshots, PublisherState state) {
        this.settings = settings;
        this.snapshots = snapshots;
        this.state = state;
    }

    /** Those of the damaged blobs that are lost, in the order of their hashes. */
    List<LostBlob> of(Collection<Sha256> damaged) {
        Map<Sha256, FailedFetch> failures = state.failures();
        return damaged.stream()
                .sorted()
                .flatMap(sha256 -> reason(sha256, failures).map(reason -> new LostBlob(sha256, reason)).stream())
                .toList();
    }

    private Optional<String> reason(Sha256 sha256, Map<Sha256, FailedFetch> failures) {
        if (isWanted(sha256, MirrorSettings::isPolled)) {
            return Optional.ofNullable(failures.get(sha256))
                    .map(failure -> "no source has it, and it is tried again: " + SafeText.line(failure.reason()));
        }
        if (isWanted(sha256, mirror -> mirror.keys().sender().isPresent())) {
            return Optional.of("it comes in a bundle: send a request of 'mirror request' to its sender");
        }
        return Optional.of("no catalog names it: it is kept as it is, and a custom image can be added again");
    }

    private boolean isWanted(Sha256 sha256, Predicate<MirrorSettings> kind) {
        return settings.mirrors().values().stream().filter(kind).anyMatch(mirror -> snapshots
                .of(mirror.name())
                .map(MirrorSnapshot::catalog)
                .filter(catalog -> catalog.blobs().containsKey(sha256))
                .isPresent());
    }
}
