package io.streammirror.publisher.scrub;

import io.streammirror.config.Settings;
import io.streammirror.decision.Decision;
import io.streammirror.decision.DecisionLog;
import io.streammirror.decision.Proposal;
import io.streammirror.mirror.MirrorName;
import io.streammirror.publisher.schedule.SharedInventory;
import io.streammirror.publisher.snapshot.MirrorSnapshot;
import io.streammirror.simplestreams.Sha256;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Says in the log what is damaged and what is repaired, and has damaged blobs fetched again. Safe for use by several threads. */
@Singleton
class DamageReports {
    /** The first damage is logged at once; a store that loses thousands of blobs must not fill the log. */
    static final Duration PAUSE = Duration.ofSeconds(30);

    private final DecisionLog log;
    private final Settings settings;
    private final SharedInventory inventory;
    private final RepairRequests requests;
    private final Clock clock;
    private final List<Sha256> unreported = new ArrayList<>();
    private Instant next = Instant.MIN;

    DamageReports(DecisionLog log, Settings settings, SharedInventory inventory, RepairRequests requests, Clock clock) {
        this.log = log;
        this.settings = settings;
        this.inventory = inventory;
        this.requests = requests;
        this.clock = clock;
    }

    /** A blob was found to be damaged; the report may wait for others. */
    synchronized void damaged(Sha256 sha256) {
        unreported.add(sha256);
        if (!clock.instant().isBefore(next) || unreported.size() >= Decision.MAX_NAMED_BLOBS) {
            flush();
        }
    }

    /** Reports what waits. */
    synchronized void flush() {
        if (unreported.isEmpty()) {
            return;
        }
        List<Sha256> blobs = List.copyOf(unreported);
        append(blobs, Decision.BlobsDamaged::new);
        unreported.clear();
        next = clock.instant().plus(PAUSE);
        request(blobs);
    }

    /** Blobs were found to be right again. */
    void repaired(List<Sha256> blobs) {
        append(blobs, Decision.BlobsRepaired::new);
        inventory.inventoryChanged();
    }

    /** Has blobs fetched again that are missing. */
    void request(List<Sha256> blobs) {
        inventory.inventoryChanged();
        settings.mirrors().keySet().stream()
                .filter(mirror -> blobs.stream().anyMatch(blob -> isWanted(mirror, blob)))
                .forEach(requests::request);
    }

    private boolean isWanted(MirrorName mirror, Sha256 blob) {
        return inventory
                .of(mirror)
                .map(MirrorSnapshot::catalog)
                .filter(catalog -> catalog.blobs().containsKey(blob))
                .isPresent();
    }

    private void append(List<Sha256> blobs, Function<List<Sha256>, Decision> decision) {
        for (int from = 0; from < blobs.size(); from += Decision.MAX_NAMED_BLOBS) {
            List<Sha256> some = blobs.subList(from, Math.min(blobs.size(), from + Decision.MAX_NAMED_BLOBS));
            log.append(head -> Optional.of(new Proposal(decision.apply(some), head.state())));
        }
    }
}
