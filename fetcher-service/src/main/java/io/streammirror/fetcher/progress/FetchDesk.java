package io.streammirror.fetcher.progress;

import io.streammirror.event.ItemRequested;
import io.streammirror.fetcher.queue.RequestHandler;
import io.streammirror.fetcher.queue.StoreGate;
import io.streammirror.fetcher.retry.Sleeper;
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
    private final Insistence insistence;

    FetchDesk(Fetch fetch, TransferBoard board, Results results, StoreGate gate, Sleeper sleeper) {
        this.fetch = fetch;
        this.board = board;
        this.results = results;
        this.gate = gate;
        this.insistence = new Insistence(sleeper);
    }

    @Override
    public Arrival handle(ItemRequested request, boolean again) throws InterruptedException {
        Outcome outcome =
                insistence.insist(later -> look(request, again || later), elsewhere -> waiting(request, elsewhere));
        return report(request, outcome);
    }

    @Override
    public Arrival giveUp(ItemRequested request, String reason) {
        return report(request, new Outcome.Failed(reason, true, null));
    }

    private Arrival report(ItemRequested request, Outcome outcome) {
        board.count(outcome);
        if (outcome instanceof Outcome.NoRoom full) {
            gate.close(full.reason());
        }
        return results.report(request, outcome);
    }

    private void waiting(ItemRequested request, Outcome.Elsewhere elsewhere) {
        board.count(elsewhere);
        LOG.infof("Waiting for who is at a blob sha256=%s holder=%s", request.sha256(), elsewhere.holder());
    }

    private Outcome look(ItemRequested request, boolean again) throws InterruptedException {
        try (RunningTransfer transfer = board.begin(request)) {
            return fetch.fetch(request, again, transfer);
        }
    }
}
