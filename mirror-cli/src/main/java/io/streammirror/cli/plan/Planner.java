package io.streammirror.cli.plan;

import io.streammirror.catalog.Catalog;
import io.streammirror.cli.exit.CommandException;
import io.streammirror.cli.exit.ExitCode;
import io.streammirror.config.MirrorSettings;
import io.streammirror.decision.MirrorState;
import io.streammirror.guard.Candidate;
import io.streammirror.guard.FollowedState;
import io.streammirror.guard.Guard;
import io.streammirror.guard.Marks;
import io.streammirror.store.BlobInventory;
import io.streammirror.upstream.Depth;
import io.streammirror.upstream.DocumentMemory;
import io.streammirror.upstream.MetadataReader;
import io.streammirror.upstream.MirrorUpstream;
import io.streammirror.upstream.ReadRequest;
import io.streammirror.upstream.ReadResult;
import io.streammirror.upstream.UpstreamException;
import io.streammirror.upstream.UpstreamSnapshot;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes plans by reading upstream, verified as in the watcher; writes nothing. */
public final class Planner {
    private final MetadataReader documents;
    private final Optional<BlobInventory> stored;
    private final Clock clock;

    public Planner(MetadataReader documents, Optional<BlobInventory> stored, Clock clock) {
        this.documents = documents;
        this.stored = stored;
        this.clock = clock;
    }

    /**
     * The plan of one mirror.
     *
     * @throws CommandException when upstream is refused or cannot be reached
     */
    public MirrorPlan plan(MirrorSettings mirror) {
        MirrorUpstream upstream = MirrorUpstream.of(mirror, documents, clock);
        try {
            ReadResult reading = read(upstream);
            UpstreamSnapshot set = reading.set();
            Catalog catalog = upstream.select(set, null);
            int comeAlong = catalog.itemCount() - upstream.selectMatching(set).itemCount();
            var notes = new ArrayList<>(PlanNotes.of(mirror, reading));
            notes.addAll(doubts(mirror, set, catalog));
            notes.addAll(UnfitStreams.of(mirror, catalog));
            upstream.unmatched(set).forEach(selection -> notes.add(selection.toString()));
            return new MirrorPlan(catalog, set.updated(), comeAlong, stored, notes);
        } catch (UpstreamException.Refused e) {
            throw new CommandException(ExitCode.REFUSED, mirror.name() + ": upstream is refused: " + e.getMessage(), e);
        } catch (UpstreamException e) {
            throw new CommandException(ExitCode.FAILED, mirror.name() + ": " + e.getMessage(), e);
        }
    }

    /**
     * A plan is made of what is there now: a document that is older than its index entry is taken, as the watcher does
     * when it stays so.
     */
    static ReadResult read(MirrorUpstream upstream) {
        try (var memory = DocumentMemory.ofThisProcess().open()) {
            return upstream.read(new ReadRequest(null, Depth.INDEX, stale -> true, memory))
                    .orElseThrow();
        }
    }

    /** The suspicions that need no earlier state; a plan knows none. */
    private List<String> doubts(MirrorSettings mirror, UpstreamSnapshot set, Catalog catalog) {
        var candidate =
                new Candidate(catalog, catalog.revision(), mirror.selectionHash(), Marks.of(set), set.updated());
        return Guard.within(mirror.keys().maxUpstreamAge(), mirror.keys().maxRemoval(), clock)
                .objections(candidate, new FollowedState(MirrorState.EMPTY, null))
                .stream()
                .map(objection -> "would be held: " + objection)
                .toList();
    }
}
