package io.streammirror.cli.plan;

import io.streammirror.cli.exit.CommandException;
import io.streammirror.cli.exit.ExitCode;
import io.streammirror.config.MirrorSettings;
import io.streammirror.store.BlobInventory;
import io.streammirror.upstream.Depth;
import io.streammirror.upstream.MetadataReader;
import io.streammirror.upstream.MirrorUpstream;
import io.streammirror.upstream.UpstreamException;
import io.streammirror.upstream.UpstreamSet;
import java.time.Clock;
import java.util.Optional;

/** Makes plans by reading upstream, verified like the watcher does it; writes nothing anywhere. */
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
            UpstreamSet set = upstream.read(null, Depth.INDEX).orElseThrow().set();
            return new MirrorPlan(upstream.select(set), set.updated(), stored);
        } catch (UpstreamException.Refused e) {
            throw new CommandException(ExitCode.REFUSED, mirror.name() + ": upstream is refused: " + e.getMessage(), e);
        } catch (UpstreamException e) {
            throw new CommandException(ExitCode.FAILED, mirror.name() + ": " + e.getMessage(), e);
        }
    }
}
