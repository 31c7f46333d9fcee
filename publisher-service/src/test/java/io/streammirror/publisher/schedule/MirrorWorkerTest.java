package io.streammirror.publisher.schedule;

import static io.streammirror.publisher.Trees.MIRROR;
import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.config.Settings;
import io.streammirror.config.SettingsFixture;
import io.streammirror.decision.DecisionLog;
import io.streammirror.openpgp.KeyAlgorithm;
import io.streammirror.openpgp.SigningKey;
import io.streammirror.publisher.sign.PublisherIdentity;
import io.streammirror.publisher.snapshot.BlobInventoryCache;
import io.streammirror.publisher.state.PublisherState;
import io.streammirror.publisher.switchover.MirrorPublisher;
import io.streammirror.publisher.switchover.PublishStages;
import io.streammirror.service.trace.Traces;
import io.streammirror.store.InMemoryObjectStore;
import io.streammirror.store.StoredObject;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class MirrorWorkerTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-23T01:02:03Z"), ZoneOffset.UTC);

    @Test
    void shouldReportErrorAndContinueWhenReadingFails() throws Exception {
        var checkedAgain = new CountDownLatch(2);
        var problem = new AtomicReference<String>();
        Settings settings = SettingsFixture.mirror(MIRROR).alone();
        var state = new PublisherState(settings, CLOCK);
        var broken = new InMemoryObjectStore() {
            @Override
            public void list(String prefix, Consumer<StoredObject> visitor) {
                problem.set(state.view(MIRROR).problem());
                checkedAgain.countDown();
                throw new StackOverflowError("too deep");
            }
        };
        var key = SigningKey.generate("Test <test@example.com>", KeyAlgorithm.ED25519, CLOCK.instant());
        var publisher = new MirrorPublisher(
                Objects.requireNonNull(settings.mirrors().get(MIRROR)),
                broken,
                new BlobInventoryCache(broken, CLOCK),
                new DecisionLog(broken, CLOCK, "test"),
                new PublisherIdentity(key, Set.of()),
                state,
                event -> {},
                PublishStages.UNOBSERVED,
                CLOCK);
        var signal = new WakeUpSignal();
        signal.raise();
        var thread = new Thread(new MirrorWorker(MIRROR, publisher, state, signal, Traces.OFF, CLOCK));
        thread.start();
        try {
            assertThat(checkedAgain.await(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            thread.interrupt();
            thread.join();
        }

        assertThat(problem.get()).contains("too deep");
    }
}
