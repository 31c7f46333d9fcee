package io.streammirror.publisher.readers;

import io.streammirror.api.ReaderAgents;
import io.streammirror.api.ReaderInfo;
import io.streammirror.api.ReaderState;
import io.streammirror.api.ReaderStates;
import io.streammirror.mirror.MirrorName;
import io.streammirror.text.SafeText;
import java.time.Instant;
import java.util.BitSet;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One client of one mirror. Not safe for use by several threads at once. */
final class Reader {
    private static final int MAX_PATH = 200;
    private static final String INDEX = "streams/v1/index";

    private final ReaderName name;
    private final @Nullable MirrorName mirror;
    private final Instant first;
    private final ItemMarks items = new ItemMarks();
    private String agent;
    private Instant seen;
    private @Nullable ReadingPlan read;
    private Instant readAt = Instant.EPOCH;
    private @Nullable ReadingPlan attempt;
    private @Nullable Instant index;
    private Instant last = Instant.EPOCH;
    private BitSet asked = new BitSet();
    private boolean broken;
    private int readings;
    private Instant readingsSince = Instant.EPOCH;
    private int notFound;
    private @Nullable String notFoundPath;

    Reader(ReaderName name, @Nullable MirrorName mirror, ReaderRequest request) {
        this.name = name;
        this.mirror = mirror;
        this.first = request.time();
        this.seen = request.time();
        this.agent = ReaderName.shown(request.agent());
    }

    Instant seen() {
        return seen;
    }

    /** A request for a path below the mirror. */
    void observe(ReaderRequest request, String below, MirrorPlans plans) {
        see(request);
        if (request.isMissing()) {
            miss(request);
        } else if (below.equals(INDEX + ".sjson") || below.equals(INDEX + ".json")) {
            plans.live().ifPresent(live -> index(request, live));
        } else {
            Optional<ReadingPlan> plan = Optional.ofNullable(attempt)
                    .filter(current -> current.position(below).isPresent())
                    .or(() -> plans.naming(below));
            plan.ifPresentOrElse(
                    named -> document(request, named, named.position(below).orElseThrow()),
                    () -> plans.live().ifPresent(live -> item(request, live)));
        }
    }

    /** A request for an index where no mirror is. */
    void miss(ReaderRequest request) {
        see(request);
        notFound++;
        notFoundPath = SafeText.line(request.path(), MAX_PATH);
    }

    private void see(ReaderRequest request) {
        seen = request.time();
        agent = ReaderAgents.shown(agent, ReaderName.shown(request.agent()));
    }

    private void index(ReaderRequest request, ReadingPlan live) {
        if (request.isConfirmed()) {
            // It has this index from before; what it did with it was seen then, or before this process started.
            if (attempt != live) {
                begin(request.time(), live);
                asked.set(0, live.paths().size());
                finish(request.time(), live);
            }
        } else if (request.isTaken()) {
            boolean inARow = attempt != null && !isWhole(attempt) && !broken;
            readings = inARow ? readings + 1 : 1;
            readingsSince = inARow ? readingsSince : request.time();
            begin(request.time(), live);
            index = request.time();
        }
    }

    private void begin(Instant time, ReadingPlan plan) {
        attempt = plan;
        index = null;
        asked = new BitSet();
        broken = false;
        last = time;
    }

    private void document(ReaderRequest request, ReadingPlan plan, int position) {
        if (attempt != plan) {
            begin(request.time(), plan);
        }
        last = request.time();
        broken = request.isBrokenOff();
        if (request.isTaken()) {
            asked.set(position);
            if (isWhole(plan)) {
                finish(request.time(), plan);
            }
        }
    }

    private void finish(Instant time, ReadingPlan plan) {
        read = plan;
        readAt = time;
        readings = 1;
    }

    private boolean isWhole(ReadingPlan plan) {
        return asked.cardinality() >= plan.paths().size();
    }

    private void item(ReaderRequest request, ReadingPlan live) {
        if (request.isTaken() || request.isBrokenOff()) {
            items.mark(live, request.content(), request.isTaken());
        }
    }

    ReaderInfo info(Optional<MirrorPlans> plans, Instant now, @Nullable Instant keyring) {
        Optional<ReadingPlan> live = plans.flatMap(MirrorPlans::live);
        var info = new ReaderInfo(
                name.address(),
                agent,
                mirror,
                ReaderState.BEHIND,
                first,
                seen,
                read == null
                        ? null
                        : new ReaderInfo.Read(read.id(), read.updated(), read.signer(), readAt, behind(plans, read)),
                attempt == null ? null : attempt(attempt),
                null,
                live.map(items::count).orElse(ReaderInfo.Items.NONE),
                notFound,
                notFoundPath,
                keyring);
        return info.in(ReaderStates.of(info, now, live.map(ReadingPlan::id).orElse(null)));
    }

    private static @Nullable Integer behind(Optional<MirrorPlans> plans, ReadingPlan read) {
        return plans.flatMap(known -> known.behind(read.id())).orElse(null);
    }

    private ReaderInfo.Attempt attempt(ReadingPlan plan) {
        return new ReaderInfo.Attempt(
                plan.id(), index, last, plan.paths(), asked.stream().boxed().toList(), broken, readings, readingsSince);
    }
}
