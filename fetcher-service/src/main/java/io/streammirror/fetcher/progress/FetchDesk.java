package io.streammirror.fetcher.progress;

import io.streammirror.events.ItemRequested;
import io.streammirror.fetcher.queue.RequestHandler;
import io.streammirror.fetcher.transfer.Fetch;
import io.streammirror.fetcher.transfer.Outcome;
import jakarta.inject.Singleton;

/** Has each request fetched under observation, and reports its outcome before the queue forgets it. */
@Singleton
final class FetchDesk implements RequestHandler {
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
        return results.report(request, outcome);
    }

    private Outcome fetch(ItemRequested request) throws InterruptedException {
        try (RunningTransfer transfer = board.begin(request)) {
            return fetch.fetch(request, transfer);
        }
    }
}
