package io.streammirror.fetcher.progress;

import io.streammirror.events.ItemRequested;
import io.streammirror.fetcher.queue.RequestHandler;
import io.streammirror.fetcher.transfer.Fetch;
import io.streammirror.fetcher.transfer.Outcome;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Has each request fetched under observation, and reports its outcome before the queue forgets it. */
@Singleton
final class FetchDesk implements RequestHandler {
    private static final Logger LOG = Logger.getLogger(FetchDesk.class);

    private final Fetch fetch;
    private final TransferBoard board;
    private final Results results;

    FetchDesk(Fetch fetch, TransferBoard board, Results results) {
        this.fetch = fetch;
        this.board = board;
        this.results = results;
    }

    @Override
    public Arrival handle(ItemRequested request) throws InterruptedException {
        return report(request, fetch(request));
    }

    @Override
    public Arrival giveUp(ItemRequested request, String reason) {
        return report(request, new Outcome.Failed(reason, true, null));
    }

    private Arrival report(ItemRequested request, Outcome outcome) {
        board.count(outcome);
        if (outcome instanceof Outcome.Elsewhere elsewhere) {
            LOG.infof("Left a blob to who is at it sha256=%s holder=%s", request.sha256(), elsewhere.holder());
            return Arrival.NOTHING_SENT;
        }
        return results.report(request, outcome);
    }

    private Outcome fetch(ItemRequested request) throws InterruptedException {
        try (RunningTransfer transfer = board.begin(request)) {
            return fetch.fetch(request, transfer);
        }
    }
}
