package io.streammirror.guard;

import io.streammirror.decision.Objection;
import io.streammirror.decision.Suspicion;
import java.util.stream.Stream;

/** One time stamp, one content; signing the same content again is fine, since only the signed body is compared. */
final class Equivocation implements GuardRule {
    @Override
    public Stream<Objection> objections(Candidate candidate, FollowedState followed) {
        return MarkPairs.of(followed.state().marks(), candidate.marks()).stream()
                .filter(pair -> pair.now().updated().equals(pair.before().updated())
                        && !pair.now().body().equals(pair.before().body()))
                .map(
                        pair -> new Objection(
                                Suspicion.EQUIVOCATION,
                                pair.what() + " of " + pair.now().updated()
                                        + " has another content than when it was seen before; two readers would see two truths"));
    }
}
