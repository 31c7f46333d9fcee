package io.streammirror.fetcher.transfer;

import static io.streammirror.fetcher.transfer.ScriptedSource.whole;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Interrupted work has no result: its record has another worker, and a failure would delay the item by the watcher's backoff. */
class InterruptedFetchTest extends FetchFixture {
    @Test
    void shouldNotReportErrorOfInterruptedWork() {
        Thread caller = Thread.currentThread();
        sources.at(FIRST, range -> {
            caller.interrupt();
            throw new IllegalStateException("a consequence of the interruption");
        });

        assertThatThrownBy(() -> fetch(SMALL)).isInstanceOf(InterruptedException.class);
    }

    @Test
    void shouldNotReportErrorOfStoreWhenInterrupted() {
        sources.at(FIRST, whole(SMALL, "\"1\""));
        store.interruptNext();

        assertThatThrownBy(() -> fetch(SMALL)).isInstanceOf(InterruptedException.class);
    }
}
