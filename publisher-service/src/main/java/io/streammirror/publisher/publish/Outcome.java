package io.streammirror.publisher.publish;

import io.streammirror.decision.LivePublication;
import io.streammirror.maas.Violation;
import io.streammirror.publisher.publication.Publication;
import java.util.List;

/** How an attempt to publish can end. */
sealed interface Outcome {
    /** No version is complete, so there is no tree that MAAS would take; what is live stays. */
    record NothingComplete() implements Outcome {}

    /** What is live is what would be made now. */
    record Unchanged() implements Outcome {}

    /** A new publication is live. */
    record Switched(Publication publication, LivePublication live) implements Outcome {}

    /** The tree must not go live, for these reasons; what is live stays. */
    record Refused(List<Violation> violations) implements Outcome {
        public Refused {
            violations = List.copyOf(violations);
        }
    }

    /** The tree would name what a sweep is about to delete; look again when that is over. */
    record Deferred() implements Outcome {}

    /** Somebody else's decision came first; look again. */
    record Overtaken() implements Outcome {}
}
