package io.streammirror.publisher.switchover;

import io.streammirror.decision.LivePublication;
import io.streammirror.maas.Violation;
import io.streammirror.publisher.publication.Publication;
import java.util.List;

/** How an attempt to publish can end. */
sealed interface PublishOutcome {
    /** No version is complete, so there is no tree that MAAS would take; what is live stays. */
    record NothingComplete() implements PublishOutcome {}

    /** The live publication is what would be made now. */
    record Unchanged() implements PublishOutcome {}

    /** A new publication is live. */
    record Switched(Publication publication, LivePublication live) implements PublishOutcome {}

    /** The tree must not go live, for these reasons; what is live stays. */
    record Refused(List<Violation> violations) implements PublishOutcome {
        public Refused {
            violations = List.copyOf(violations);
        }
    }

    /** The tree would name what a sweep is about to delete; check again when that is over. */
    record Deferred() implements PublishOutcome {}

    /** Another decision about the mirror came first; check again. */
    record Conflict() implements PublishOutcome {}
}
