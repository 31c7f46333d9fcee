package io.streammirror.fetcher.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.store.InMemoryObjectStore;
import io.streammirror.store.ObjectAttributes;
import io.streammirror.store.StoreException;
import io.streammirror.store.StoreFullException;
import io.streammirror.store.StoreUnavailableException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class StoreGateTest {
    private final Queue<StoreException> refusals = new ArrayDeque<>();
    private final InMemoryObjectStore store = new InMemoryObjectStore() {
        @Override
        public void put(String key, byte[] body, ObjectAttributes attributes) {
            StoreException refusal = refusals.poll();
            if (refusal != null) {
                throw refusal;
            }
            super.put(key, body, attributes);
        }
    };
    private final List<Duration> pauses = new ArrayList<>();
    private final Queue<Runnable> watch = new ArrayDeque<>();
    private final StoreGate gate = new StoreGate(store, pauses::add, watch::add);

    @Test
    void itOpensByItselfOnceThereIsRoomAndLeavesNothingBehind() {
        refusals.add(new StoreFullException("full", null));
        refusals.add(new StoreUnavailableException("away", null));
        gate.close("full");
        assertThat(gate.isOpen()).isFalse();

        watch.remove().run();

        assertThat(gate.isOpen()).isTrue();
        assertThat(pauses).containsExactly(StoreGate.PAUSE, StoreGate.PAUSE, StoreGate.PAUSE);
        assertThat(store.contents()).isEmpty();
    }

    @Test
    void manySlotsThatMeetTheFullStoreAreOneWatch() {
        gate.close("full");
        gate.close("full");

        assertThat(watch).hasSize(1);
        watch.remove().run();
        gate.close("full again");
        assertThat(watch).hasSize(1);
        assertThat(gate.isOpen()).isFalse();
    }

    @Test
    void itStaysClosedWhenTheFetcherEnds() {
        var ending = new StoreGate(
                store,
                pause -> {
                    throw new InterruptedException();
                },
                watch::add);
        ending.close("full");

        watch.remove().run();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(ending.isOpen()).isFalse();
    }
}
