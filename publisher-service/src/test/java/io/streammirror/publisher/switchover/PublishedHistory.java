package io.streammirror.publisher.switchover;

import static io.streammirror.publisher.Trees.MIRROR;

import io.streammirror.decision.Decision;
import io.streammirror.decision.Proposal;
import io.streammirror.mirror.MirrorName;
import io.streammirror.publisher.history.MirrorHistory;
import io.streammirror.publisher.page.history.HistoryPage;
import io.streammirror.publisher.page.history.MirrorDecisions;
import java.time.Duration;
import java.util.Optional;

/** A mirror with three publications, made by the real publisher, and an operator's hold. */
public final class PublishedHistory extends PublisherFixture {
    public static final MirrorName NAME = MIRROR;

    /** Publishes the same product in three states. */
    public PublishedHistory() {
        for (String version : new String[] {"20261101", "20261115", "20261128"}) {
            storeItems(version, "a");
            accept(catalog(version, "a"));
            run(publisher);
            clock.advance(Duration.ofDays(1));
        }
        log.append(head -> Optional.of(
                new Proposal(new Decision.MirrorOnHold(MIRROR), head.state(), "alice <script>", "freeze & wait")));
    }

    /** The page that shows it. */
    public HistoryPage page() {
        return new HistoryPage(new MirrorHistory(settings(), log, store), new MirrorDecisions(log));
    }
}
