package io.streammirror.fetcher.transfer;

import io.streammirror.mirror.MirrorName;
import java.util.Collection;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** What all connections that work on one item at a time share. */
final class LaneWork {
    /** Whoever reads all the rest in one is at the last part sooner than another, who would have the same bytes sent twice. */
    private static final int PARTS_TO_SHARE = 2;

    private final Job job;
    private final PartLedger ledger;
    private final Origin origin;
    private final BlockingQueue<LaneEvent> events = new LinkedBlockingQueue<>();
    private volatile boolean inParts;
    private volatile boolean partsRefused;

    LaneWork(Job job, PartLedger ledger, Origin origin) {
        this.job = job;
        this.ledger = ledger;
        this.origin = origin;
    }

    Collection<MirrorName> mirrors() {
        return job.request().mirrors();
    }

    PartPlan plan() {
        return job.plan();
    }

    TransferMeter meter() {
        return job.meter();
    }

    PartLedger ledger() {
        return ledger;
    }

    Origin origin() {
        return origin;
    }

    BlockingQueue<LaneEvent> events() {
        return events;
    }

    /** Whether each request is for one part, so that others can be asked for beside it; else one is for all the rest. */
    boolean inParts() {
        return inParts && !partsRefused;
    }

    /** From now on several connections share the item. */
    void readInParts() {
        inParts = true;
    }

    /** The source gives the whole whatever is asked for: one connection reads it through. */
    void partsRefused() {
        partsRefused = true;
    }

    boolean takesMoreLanes() {
        return !partsRefused && ledger.hasWork(inParts ? 1 : PARTS_TO_SHARE);
    }
}
