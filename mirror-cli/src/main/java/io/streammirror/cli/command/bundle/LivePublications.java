package io.streammirror.cli.command.bundle;

import io.streammirror.bundle.PublishedFiles;
import io.streammirror.cli.exit.UsageException;
import io.streammirror.decision.DecisionLog;
import io.streammirror.decision.LivePublication;
import io.streammirror.decision.LogState;
import io.streammirror.mirror.MirrorName;
import io.streammirror.store.ObjectStore;
import java.time.Clock;
import java.util.List;

/** The live publications of mirrors, as the log of a store names them. */
final class LivePublications {
    private LivePublications() {}

    /**
     * Reads one of each mirror.
     *
     * @throws UsageException for a mirror that has published nothing
     */
    static List<PublishedFiles> read(ObjectStore store, List<String> mirrors) {
        LogState state = state(store);
        return mirrors.stream()
                .distinct()
                .map(LivePublications::name)
                .map(mirror ->
                        PublishedFiles.read(store, mirror, live(state, mirror).id()))
                .toList();
    }

    static LogState state(ObjectStore store) {
        return new DecisionLog(store, Clock.systemUTC(), "command").head().state();
    }

    static MirrorName name(String mirror) {
        try {
            return new MirrorName(mirror);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--mirror " + mirror + ": " + e.getMessage());
        }
    }

    private static LivePublication live(LogState state, MirrorName mirror) {
        LivePublication live = state.mirror(mirror).live();
        if (live == null) {
            throw new UsageException("mirror '" + mirror + "' has published nothing; the log has publications of "
                    + state.mirrors().keySet());
        }
        return live;
    }
}
