package io.streammirror.fetcher.transfer;

import io.streammirror.fetcher.source.HostConnections;
import io.streammirror.fetcher.source.HostConnections.Lease;
import io.streammirror.fetcher.transfer.LaneEvent.LaneEnded;
import io.streammirror.fetcher.transfer.LaneEvent.PartFilled;
import java.net.URI;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The connections that work on one item at one source: one always, more while they pay. The right to the first stays with the item, whatever
 * becomes of the connection. For the transfer's own thread.
 */
final class Lanes {
    private final Equipment equipment;
    private final LaneWork work;
    private final URI source;
    private final Lease first;
    private final Set<Lane> running = new HashSet<>();

    private Lanes(Equipment equipment, LaneWork work, URI source, Lease first) {
        this.equipment = equipment;
        this.work = work;
        this.source = source;
        this.first = first;
    }

    /** Waits until the cap of the source's host allows a connection; none is begun yet. */
    static Lanes open(Equipment equipment, LaneWork work, URI source) throws InterruptedException {
        HostConnections connections = equipment.connections();
        Lease first = connections.first(source);
        if (work.plan().count() > 1 && connections.hasExtra(source)) {
            // Else the first connection would have to be given up as soon as a second one comes.
            work.readInParts();
        }
        return new Lanes(equipment, work, source, first);
    }

    void startFirst() {
        start(first, true);
    }

    /** Starts as many more as there are parts for, connections to spare, and gain to expect. */
    void addThoseThatPay() {
        while (!running.isEmpty() && work.takesMoreLanes()) {
            Optional<Lease> extra = equipment.connections().extra(source);
            if (extra.isEmpty()) {
                return;
            }
            work.readInParts();
            start(extra.get(), false);
        }
    }

    boolean areAllEnded() {
        return running.isEmpty();
    }

    void ended(Lane lane) {
        running.remove(lane);
    }

    /** Ends all and returns when they have ended; what they still filled is let go. */
    void stop() {
        running.forEach(Lane::cancel);
        Interruptions.deferred(this::awaitAll);
        first.close();
    }

    private void awaitAll() {
        while (!running.isEmpty()) {
            LaneEvent event = Interruptions.uninterrupted(work.events()::take);
            if (event instanceof LaneEnded end) {
                ended(end.lane());
            } else if (event instanceof PartFilled filled) {
                filled.part().buffer().close();
            }
        }
    }

    private void start(Lease lease, boolean isFirst) {
        var lane = new Lane(work, new SourceConnection(source, equipment.reader(), lease), isFirst);
        running.add(lane);
        equipment.workers().execute(lane);
    }
}
