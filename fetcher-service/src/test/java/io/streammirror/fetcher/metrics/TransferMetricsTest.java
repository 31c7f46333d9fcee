package io.streammirror.fetcher.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.streammirror.fetcher.part.PartBuffers;
import io.streammirror.fetcher.transfer.Outcome;
import io.streammirror.service.trace.Traces;
import io.streammirror.store.InMemoryObjectStore;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransferMetricsTest {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final TransferMetrics metrics = new TransferMetrics(meters, new PartBuffers(1));

    @ParameterizedTest
    @ValueSource(strings = {"stored", "present", "elsewhere", "rejected", "failed", "no-room"})
    void shouldRegisterEveryOutcomeFromTheStart(String outcome) {
        assertThat(meters.get("stream.mirror.fetch.items")
                        .tag("outcome", outcome)
                        .counter()
                        .count())
                .isZero();
    }

    @Test
    void shouldRegisterNoSeriesLater() {
        List<Meter> before = meters.getMeters();

        metrics.count(new Outcome.Stored(0));
        metrics.count(new Outcome.Stored(1));
        metrics.count(new Outcome.Rejected("wrong"));
        metrics.count(new Outcome.Failed("away", true, null));
        metrics.count(new Outcome.NoRoom("full"));
        metrics.count(new Outcome.Elsewhere("other"));

        assertThat(meters.getMeters()).hasSameSizeAs(before);
    }

    @Test
    void shouldDescribeEveryMetric() {
        new TimedStore(new InMemoryObjectStore(), meters, Traces.OFF);

        List<Meter.Id> ours = meters.getMeters().stream()
                .map(Meter::getId)
                .filter(id -> id.syntheticAssociation() == null)
                .toList();
        assertThat(ours).isNotEmpty().allSatisfy(id -> {
            assertThat(id.getName()).startsWith("stream.mirror.");
            assertThat(id.getDescription()).isNotBlank();
        });
        assertThat(meters.get("stream.mirror.fetch.part").timers()).hasSize(4);
    }
}
