package io.streammirror.publisher.scrub;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.streammirror.api.VerifyReport;
import io.streammirror.api.VerifyReport.State;
import io.streammirror.api.VerifyRequest;
import io.streammirror.concurrent.DaemonThreads;
import io.streammirror.decision.LogException;
import io.streammirror.mirror.MirrorName;
import io.streammirror.scrub.ScrubPlan;
import io.streammirror.scrub.ScrubPolicy;
import io.streammirror.scrub.ScrubRound;
import io.streammirror.scrub.ScrubTarget;
import io.streammirror.scrub.Verdict;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.StoreException;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Verifies blobs, on one thread: what an operator asks for first, and otherwise what is due. */
@Singleton
public class ScrubWorker {
    private static final Logger LOG = Logger.getLogger(ScrubWorker.class);

    private static final long TICK_SECONDS = 1;
    private static final Duration MIN_PAUSE = Duration.ofSeconds(2);

    /** Listing a large store takes seconds. */
    private static final Duration MAX_PAUSE = Duration.ofMinutes(10);

    /** The store is listed so often within the interval. */
    private static final int LISTINGS = 20;

    private final ScrubParts parts;
    private final DamageWatch watch;
    private final DamageReports reports;
    private final NeededBlobs needed;
    private final LostBlobs lost;
    private final ScrubFigures figures;
    private final Clock clock;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(DaemonThreads.named("scrub"));
    private Instant next = Instant.MIN;
    private boolean wasLate;

    private volatile @Nullable VerifyRun asked;

    ScrubWorker(
            ScrubParts parts,
            DamageWatch watch,
            DamageReports reports,
            NeededBlobs needed,
            LostBlobs lost,
            ScrubFigures figures,
            Clock clock) {
        this.parts = parts;
        this.watch = watch;
        this.reports = reports;
        this.needed = needed;
        this.lost = lost;
        this.figures = figures;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        thread.execute(this::run);
    }

    /** What was read since the last checkpoint is read again by the next process. */
    void stop(@Observes ShutdownEvent event) {
        thread.shutdownNow();
    }

    /** Begins a verification; one that is under way goes first. */
    public synchronized VerifyReport verify(VerifyRequest request) {
        if (isIdle()) {
            asked = new VerifyRun(request);
        }
        return report();
    }

    /** Whether no verification is under way. */
    public boolean isIdle() {
        VerifyRun run = asked;
        return run == null || run.isOver();
    }

    /** The verification that was asked for last. */
    public VerifyReport report() {
        VerifyRun run = asked;
        return run == null
                ? new VerifyReport(State.NONE, null, null, 0, 0, 0, 0, 0, 0, 0, 0, List.of(), null, null)
                : run.report(watch.damaged(), lost, parts.policy().rate());
    }

    private void run() {
        try {
            while (true) {
                TimeUnit.SECONDS.sleep(TICK_SECONDS);
                step();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Does what is to be done now; returns at once when that is nothing. */
    void step() throws InterruptedException {
        VerifyRun latest = asked;
        @Nullable VerifyRun run = latest == null || latest.isOver() ? null : latest;
        try {
            confirm(watch.takeSuspects());
            if (run != null) {
                verify(run);
            } else if (!parts.policy().isOff() && !clock.instant().isBefore(next)) {
                scrub();
            }
        } catch (StoreException | LogException e) {
            if (run != null) {
                run.waiting(String.valueOf(e.getMessage()));
            }
            next = clock.instant().plus(MIN_PAUSE);
            LOG.warnf("Verifying blobs was interrupted and is tried again reason=%s", e.getMessage());
        } catch (RuntimeException e) {
            if (run != null) {
                run.end(State.FAILED, "the publisher failed: its log says why", clock.instant());
            }
            next = clock.instant().plus(MAX_PAUSE);
            LOG.error("Verifying blobs failed", e);
        }
    }

    private void verify(VerifyRun run) throws InterruptedException {
        if (!parts.lease().take()) {
            run.waiting("publisher " + parts.lease().holder().orElse("of another host") + " scrubs");
            return;
        }
        try {
            // Another publisher may have found damage a moment ago.
            watch.refresh();
            ScrubPlan plan = plan();
            Optional<MirrorName> mirror = Optional.ofNullable(run.request().mirror());
            Set<Sha256> only = mirror.isPresent() ? needed.of(mirror) : Set.of();
            Predicate<Sha256> wanted = sha256 -> mirror.isEmpty() || only.contains(sha256);
            Instant since = Optional.ofNullable(run.request().since()).orElse(Instant.MAX);
            List<ScrubTarget> targets = plan.before(since, wanted);
            Set<Sha256> known = watch.damaged().stream().filter(wanted).collect(Collectors.toSet());
            run.begin(targets, known, needed.missing(mirror, watch.damaged()), clock.instant());
            boolean whole = read(targets, run::read, target -> true);
            run.end(
                    whole ? State.DONE : State.FAILED,
                    whole ? null : "another publisher has taken over; ask again",
                    clock.instant());
            LOG.infof(
                    "A verification has ended blobs=%d damaged=%d",
                    targets.size(), run.damaged().size());
        } finally {
            parts.lease().giveBack();
        }
    }

    /** The first reading was that of the cache; here it takes three. */
    private void confirm(Set<Sha256> suspects) throws InterruptedException {
        if (suspects.isEmpty()) {
            return;
        }
        boolean taken = false;
        try {
            taken = parts.lease().take();
            if (taken) {
                List<ScrubTarget> targets = suspects.stream()
                        .map(sha256 -> new ScrubTarget(sha256, 0, Instant.EPOCH, true))
                        .toList();
                read(targets, (target, verdict) -> suspects.remove(target.sha256()), target -> true);
            }
        } finally {
            suspects.forEach(watch::suspect);
            if (taken) {
                parts.lease().giveBack();
            }
        }
    }

    private void scrub() throws InterruptedException {
        ScrubPolicy policy = parts.policy();
        next = clock.instant().plus(pause(policy));
        ScrubPlan plan = plan();
        List<ScrubTarget> due = plan.due(policy, clock.instant()).stream()
                .filter(this::isAdmitted)
                .toList();
        warnWhenLate();
        if (due.isEmpty() || !parts.lease().take()) {
            return;
        }
        var tally = new RoundTally(clock.instant());
        try {
            boolean whole = read(due, tally::add, target -> isIdle() && isAdmitted(target));
            LOG.infof(
                    "A round of the scrub has ended started=%s seconds=%d due=%d blobs=%d bytes=%d damaged=%d missing=%d"
                            + " unread=%d complete=%s",
                    tally.started(),
                    tally.seconds(clock.instant()),
                    due.size(),
                    tally.blobs(),
                    tally.bytes(),
                    tally.damaged(),
                    tally.missing(),
                    tally.unread(),
                    whole);
        } finally {
            parts.lease().giveBack();
        }
    }

    /** Outside of the window only blobs are read whose deadline is over. */
    private boolean isAdmitted(ScrubTarget target) {
        Instant now = clock.instant();
        return parts.policy().isOpen(LocalTime.ofInstant(now, ZoneId.systemDefault()))
                || parts.policy().isLate(target, now);
    }

    private ScrubPlan plan() {
        if (!parts.times().load(parts.store())) {
            LOG.warn("The progress of the scrub cannot be read and counts as lost object=scrub/progress.json");
        }
        Set<Sha256> published = needed.published();
        ScrubPlan plan = ScrubPlan.read(parts.store(), parts.times(), published::contains, watch.damaged());
        parts.times().keepOnly(plan.targets().stream().map(ScrubTarget::sha256).toList());
        figures.planned(plan, parts.policy(), clock.instant());
        return plan;
    }

    private boolean read(
            List<ScrubTarget> targets, BiConsumer<ScrubTarget, Verdict> observer, Predicate<ScrubTarget> admitted)
            throws InterruptedException {
        var round = new ScrubRound(
                parts.store(), parts.lease(), parts.times(), parts.newPace(), clock, (target, verdict) -> {
                    figures.read(target.size());
                    observe(target, verdict);
                    observer.accept(target, verdict);
                });
        try {
            return round.run(targets, admitted);
        } finally {
            reports.flush();
        }
    }

    private void observe(ScrubTarget target, Verdict verdict) {
        if (verdict instanceof Verdict.Damaged damaged) {
            watch.add(target.sha256());
            figures.damaged();
            LOG.errorf(
                    "A stored blob is damaged; it is not served, and is fetched again sha256=%s size=%d reason=%s",
                    target.sha256(), target.size(), damaged.reason());
            reports.damaged(target.sha256());
        } else if (verdict instanceof Verdict.Absent) {
            reports.request(List.of(target.sha256()));
        } else if (verdict instanceof Verdict.Unread unread) {
            LOG.warnf("A blob could not be verified sha256=%s reason=%s", target.sha256(), unread.reason());
        } else if (verdict instanceof Verdict.Intact intact && intact.readings() > 1) {
            LOG.warnf(
                    "A blob was read with other bytes before it was read well: memory, network or store are not"
                            + " reliable sha256=%s readings=%d",
                    target.sha256(), intact.readings());
        }
    }

    private void warnWhenLate() {
        boolean isLate = figures.late() > 0;
        if (isLate && !wasLate) {
            LOG.warnf(
                    "The scrub is late and reads at any time of day now: raise scrub.rate or scrub.every blobs=%d oldest=%s",
                    figures.late(), figures.oldest());
        }
        wasLate = isLate;
    }

    private static Duration pause(ScrubPolicy policy) {
        Duration pause = policy.every().dividedBy(LISTINGS);
        if (pause.compareTo(MIN_PAUSE) < 0) {
            return MIN_PAUSE;
        }
        return pause.compareTo(MAX_PAUSE) < 0 ? pause : MAX_PAUSE;
    }
}
