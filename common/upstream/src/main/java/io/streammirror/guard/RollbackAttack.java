package io.streammirror.guard;

import io.streammirror.decision.Objection;
import io.streammirror.decision.Suspicion;
import io.streammirror.decision.UpstreamMarks;
import java.util.stream.Stream;

/** Nothing may be older than it was once seen: old signed documents stay valid for ever, and with them old, vulnerable images. */
final class RollbackAttack implements GuardRule {
    @Override
    public Stream<Objection> objections(Candidate candidate, FollowedState followed) {
        var aged = MarkPairs.of(followed.state().marks(), candidate.marks()).stream()
                .filter(pair -> pair.now().updated().isBefore(pair.before().updated()))
                .map(pair -> pair.what() + " is of " + pair.now().updated() + ", but "
                        + pair.before().updated() + " was seen before");
        return Stream.concat(aged, stampless(candidate, followed))
                .map(seen -> new Objection(
                        Suspicion.ROLLBACK, seen + "; upstream, or something between, shows an old state"));
    }

    /** Else a state without any time stamp would be the way around. */
    private static Stream<String> stampless(Candidate candidate, FollowedState followed) {
        UpstreamMarks seen = followed.state().marks();
        Stream<String> index = seen.index() != null && candidate.marks().index() == null
                ? Stream.of("the index has no 'updated' any more")
                : Stream.empty();
        Stream<String> streams = candidate.catalog().streams().keySet().stream()
                .filter(stream -> !candidate.marks().streams().containsKey(stream)
                        && seen.streams().containsKey(stream))
                .map(stream -> "stream " + stream + " has no 'updated' any more");
        return Stream.concat(index, streams);
    }
}
