package io.streammirror.fetcher.queue;

import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Lets one worker of a topic wait for records at a time, so that an idle fetcher has one waiting request for each topic.
 * The worker that gets records passes its turn on before it processes them. Safe for concurrent use.
 *
 * <p>This needs a topic with one partition, of which every worker gets the same records. Otherwise {@link #admit} lets all
 * workers poll at once.
 */
final class PollTurn {
    private final Semaphore turn = new Semaphore(1, true);

    /** Lets so many more workers poll at the same time. */
    void admit(int workers) {
        turn.release(workers);
    }

    /**
     * Polls again and again until there are records.
     *
     * @param poll waits for a moment and answers no records if there are none
     * @param until ends the turn without records when it becomes true
     */
    List<Delivery> await(Supplier<List<Delivery>> poll, BooleanSupplier until) throws InterruptedException {
        turn.acquire();
        try {
            List<Delivery> deliveries = List.of();
            while (deliveries.isEmpty() && !until.getAsBoolean()) {
                deliveries = poll.get();
            }
            return deliveries;
        } finally {
            turn.release();
        }
    }
}
