package io.streammirror.decision;

import static io.streammirror.decision.Decisions.NOON;
import static io.streammirror.decision.Decisions.append;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.streammirror.store.InMemoryObjectStore;
import io.streammirror.store.ObjectAttributes;
import io.streammirror.store.StoreKeys;
import io.streammirror.store.StoreUnavailableException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The store answers late, wrongly or not at all; the log decides each thing once all the same. */
final class LostAnswerTest {
    private static DecisionLog log(InMemoryObjectStore store) {
        return new DecisionLog(store, Clock.fixed(NOON, ZoneOffset.UTC), "one");
    }

    private static StoreUnavailableException noAnswer() {
        return new StoreUnavailableException("no answer", null);
    }

    @Test
    void shouldWriteEntryOnceWhenAnswerOfStoreIsLost() {
        var calls = new AtomicInteger();
        DecisionLog log = log(new InMemoryObjectStore() {
            @Override
            public boolean create(String key, byte[] body, ObjectAttributes attributes) {
                boolean created = super.create(key, body, attributes);
                if (calls.incrementAndGet() == 1) {
                    throw noAnswer();
                }
                return created;
            }
        });

        LogEntry entry = append(log, "a");

        assertThat(calls).hasValue(1);
        assertThat(log.head().entry()).isEqualTo(entry);
        assertThat(ChainReader.read(log).sequence()).isEqualTo(1);
    }

    @Test
    void shouldWriteEntryOnceWhenProxyRepeatsTheRequest() {
        DecisionLog log = log(new InMemoryObjectStore() {
            @Override
            public boolean create(String key, byte[] body, ObjectAttributes attributes) {
                super.create(key, body, attributes);
                return super.create(key, body, attributes);
            }
        });

        append(log, "a");

        assertThat(ChainReader.read(log).sequence()).isEqualTo(1);
    }

    @Test
    void shouldRecognizeOwnEntryWhenItsRequestArrivesLate() {
        DecisionLog log = log(new InMemoryObjectStore() {
            private byte[] delayed = new byte[0];

            @Override
            public boolean create(String key, byte[] body, ObjectAttributes attributes) {
                if (delayed.length == 0) {
                    delayed = body.clone();
                    throw noAnswer();
                }
                super.create(key, delayed, attributes);
                return super.create(key, body, attributes);
            }
        });

        append(log, "a");

        assertThat(ChainReader.read(log).sequence()).isEqualTo(1);
    }

    @Test
    void shouldWriteEntryAgainWhenItWasNotStored() {
        var calls = new AtomicInteger();
        DecisionLog log = log(new InMemoryObjectStore() {
            @Override
            public boolean create(String key, byte[] body, ObjectAttributes attributes) {
                if (calls.incrementAndGet() == 1) {
                    throw noAnswer();
                }
                return super.create(key, body, attributes);
            }
        });

        assertThat(append(log, "a").sequence()).isEqualTo(1);
    }

    @Test
    void shouldGiveUpWhenStoreKeepsFailing() {
        DecisionLog log = log(new InMemoryObjectStore() {
            @Override
            public boolean create(String key, byte[] body, ObjectAttributes attributes) {
                throw noAnswer();
            }
        });

        assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(() -> append(log, "a"));
    }

    @Test
    void shouldKeepDecisionWhenHintCannotBeWritten() {
        DecisionLog log = log(new InMemoryObjectStore() {
            @Override
            public void put(String key, byte[] body, ObjectAttributes attributes) {
                assertThat(key).isEqualTo(StoreKeys.LOG_HINT);
                throw noAnswer();
            }
        });

        assertThat(append(log, "a").sequence()).isEqualTo(1);
    }
}
