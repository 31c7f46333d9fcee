package io.streammirror.publisher.sweep;

import io.streammirror.api.SweepReport;
import io.streammirror.api.SweepReport.Outcome;
import io.streammirror.decision.Decision;
import io.streammirror.decision.DecisionLog;
import io.streammirror.decision.LogEntry;
import io.streammirror.decision.LogHead;
import io.streammirror.decision.Proposal;
import io.streammirror.decision.SweepMark;
import io.streammirror.publisher.sweep.SweepPlanner.Proposed;
import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.ObjectStore;
import io.streammirror.store.StoreKeys;
import io.streammirror.sweep.PlannedObject;
import io.streammirror.sweep.SweepPlan;
import io.streammirror.sweep.SweepPlans;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sweeps the bucket: plans, announces the plan in the log, deletes what it names, and says in the log that it is over.
 *
 * <p>A plan is announced only on the very state that it was made from, so no decision in between can need what it names; decisions that
 * come later count it as gone. A process that finds a sweep left open finishes it. Any number of processes may sweep.
 */
public final class Sweeper {
    /** A sweep deletes some hundred objects a second; one that is open for so long has lost its process. */
    static final Duration ABANDONED = Duration.ofHours(1);

    /** More of the blobs, or of their bytes, than this is never deleted without an operator's word. */
    static final double MAX_AT_ONCE = 0.75;

    /** Among so few, any share is soon reached. */
    static final int ALWAYS_ALLOWED = 20;

    private static final int MAX_TRIES = 5;

    private final DecisionLog log;
    private final ObjectStore store;
    private final SweepPlans plans;
    private final SweepPlanner planner;
    private final Clock clock;

    /**
     * @param grace how long what nothing leads to stays; at least what readers and the longest fetch need
     */
    public Sweeper(DecisionLog log, ObjectStore store, Duration grace, Clock clock) {
        this.log = log;
        this.store = store;
        this.plans = new SweepPlans(store);
        this.planner = new SweepPlanner(store, log, grace, clock);
        this.clock = clock;
    }

    /**
     * A request for a sweep.
     *
     * @param who the person or client; null when the mirror itself does
     * @param accepted name of a plan, or the first digits of it, that may delete however much
     */
    public record Request(@Nullable String who, @Nullable String why, Optional<String> accepted) {
        /** The mirror's own. */
        public static final Request OWN = new Request(null, null, Optional.empty());
    }

    /** The objects that a sweep would delete now; changes nothing. */
    public SweepReport dryRun() {
        Proposed proposed = planner.plan(log.head().state());
        SweepPlan plan = proposed.plan();
        if (plan.isEmpty()) {
            return nothing();
        }
        return isTooMuch(proposed)
                ? report(Outcome.GUARDED, plan, 0, tooMuch(plan))
                : report(Outcome.PLANNED, plan, 0, "a sweep would delete this");
    }

    /** Sweeps, unless another process sweeps, or too much would be deleted. */
    public SweepReport sweep(Request request) {
        for (int attempt = 0; attempt < MAX_TRIES; attempt++) {
            LogHead head = log.head();
            Optional<SweepMark> open = head.state().openSweep();
            if (open.isPresent()) {
                return takeOver(open.get(), request);
            }
            Proposed proposed = planner.plan(head.state());
            SweepPlan plan = proposed.plan();
            if (plan.isEmpty()) {
                return nothing();
            }
            boolean accepted =
                    request.accepted().filter(plan.id().hex()::startsWith).isPresent();
            if (!accepted && (request.accepted().isPresent() || isTooMuch(proposed))) {
                return report(
                        Outcome.GUARDED,
                        plan,
                        0,
                        request.accepted().isPresent() ? "the plan is another by now" : tooMuch(plan));
            }
            if (open(head, plan, request)) {
                return finish(plan, request);
            }
        }
        return new SweepReport(
                Outcome.BUSY, null, 0, 0, Map.of(), 0, "decisions were taken all the while; try again later");
    }

    private SweepReport takeOver(SweepMark open, Request request) {
        Instant abandoned = open.opened().plus(ABANDONED);
        if (clock.instant().isBefore(abandoned)) {
            return new SweepReport(
                    Outcome.BUSY, open.plan(), 0, 0, Map.of(), 0, "a sweep is under way since " + open.opened());
        }
        return finish(plans.load(open.plan()), request);
    }

    private boolean open(LogHead planned, SweepPlan plan, Request request) {
        Sha256 id = plans.save(plan);
        Optional<LogEntry> entry = log.append(head -> head.sequence() != planned.sequence()
                ? Optional.empty()
                : Optional.of(new Proposal(
                        new Decision.SweepOpened(id, plan.objects().size(), plan.bytes()),
                        head.state().withSweep(new SweepMark(id, clock.instant(), head.nextSequence(), true)),
                        request.who(),
                        request.why())));
        return entry.isPresent();
    }

    private SweepReport finish(SweepPlan plan, Request request) {
        int deleted = 0;
        for (PlannedObject object : plan.objects()) {
            // An object that was stored again is wanted again.
            if (store.head(object.key()).filter(object::isStill).isPresent()) {
                store.delete(object.key());
                deleted++;
            }
        }
        close(plan.id(), deleted, request);
        return report(Outcome.SWEPT, plan, deleted, "deleted what nothing leads to any more");
    }

    private void close(Sha256 plan, int deleted, Request request) {
        log.append(head -> head.state()
                .openSweep()
                .filter(open -> open.plan().equals(plan))
                .map(open -> new Proposal(
                        new Decision.SweepClosed(plan, deleted),
                        head.state().withSweepClosed(),
                        request.who(),
                        request.why())));
    }

    private static boolean isTooMuch(Proposed proposed) {
        long blobs = proposed.plan().blobs().size();
        long bytes = proposed.plan().objects().stream()
                .filter(object -> object.key().startsWith(StoreKeys.BLOBS))
                .mapToLong(PlannedObject::size)
                .sum();
        return blobs > ALWAYS_ALLOWED
                && (blobs > MAX_AT_ONCE * proposed.blobs() || bytes > MAX_AT_ONCE * proposed.blobBytes());
    }

    private static String tooMuch(SweepPlan plan) {
        return "it would delete more than " + Math.round(MAX_AT_ONCE * 100)
                + "% of all blobs or of their bytes; if that is right: mirror sweep --accept "
                + plan.id().abbreviated();
    }

    private static SweepReport nothing() {
        return new SweepReport(Outcome.NOTHING, null, 0, 0, Map.of(), 0, "there is nothing to sweep");
    }

    private static SweepReport report(Outcome outcome, SweepPlan plan, int deleted, String message) {
        return new SweepReport(outcome, plan.id(), plan.objects().size(), plan.bytes(), plan.kinds(), deleted, message);
    }
}
