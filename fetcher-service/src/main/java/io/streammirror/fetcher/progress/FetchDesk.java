package io.streammirror.fetcher.progress;

import io.streammirror.events.ItemRequested;
import io.streammirror.fetcher.queue.RequestHandler;
import io.streammirror.fetcher.queue.StoreGate;
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
    private final StoreGate gate;

    FetchDesk(Fetch fetch, TransferBoard board, Results results, StoreGate gate) {
        this.fetch = fetch;
        this.board = board;
        this.results = results;
        this.gate = gate;
    }

    @Override
    public void handle(ItemRequested request) throws InterruptedException {
        report(request, fetch(request));
    }

    @Override
    public void giveUp(ItemRequested request, String reason) throws InterruptedException {
        report(request, new Outcome.Failed(reason, true, null));
    }

    private void report(ItemRequested request, Outcome outcome) throws InterruptedException {
        board.count(outcome);
        if (outcome instanceof Outcome.NoRoom full) {
            gate.close(full.reason());
        }
        if (outcome instanceof Outcome.Elsewhere elsewhere) {
            LOG.infof("Left a blob to who is at it sha256=%s holder=%s", request.sha256(), elsewhere.holder());
        } else {
            results.report(request, outcome);
        }
    }

    private Outcome fetch(ItemRequested request) throws InterruptedException {
        try (RunningTransfer transfer = board.begin(request)) {
            return fetch.fetch(request, transfer);
        }
    }
}
