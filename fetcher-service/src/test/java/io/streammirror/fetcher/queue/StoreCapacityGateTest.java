package io.streammirror.fetcher.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.store.InMemoryObjectStore;
import io.streammirror.store.ObjectAttributes;
import io.streammirror.store.StoreException;
import io.streammirror.store.StoreFullException;
import io.streammirror.store.StoreUnavailableException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class StoreCapacityGateTest {
    private final Queue<StoreException> refusals = new ArrayDeque<>();
    private final InMemoryObjectStore store = new InMemoryObjectStore() {
        @Override
        public void put(String key, ByteBuffer bytes, ObjectAttributes attributes) {
            StoreException refusal = refusals.poll();
            if (refusal != null) {
                throw refusal;
            }
            super.put(key, bytes, attributes);
        }
    };
    private final StoreCapacityGate gate = new StoreCapacityGate(store);

    @Test
    void shouldOpenAndLeaveNothingBehindWhenStoreHasRoomAgain() {
        refusals.add(new StoreFullException("full", null));
        refusals.add(new StoreUnavailableException("away", null));
        gate.close("full");

        gate.check();
        gate.check();
        assertThat(gate.isOpen()).isFalse();

        gate.check();
        assertThat(gate.isOpen()).isTrue();
        assertThat(store.contents()).isEmpty();
    }

    @Test
    void shouldNotProbeStoreWhileOpen() {
        refusals.add(new StoreFullException("full", null));

        gate.check();

        assertThat(gate.isOpen()).isTrue();
        assertThat(refusals).hasSize(1);
    }
}
