package io.streammirror.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExportedMetersTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    ExportedMetersTest() {
        registry.config().meterFilter(new ExportedMeters().filter());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "stream.mirror.polls",
                "jvm.memory.used",
                "kafka.consumer.fetch.manager.records.lag.max",
                "process.cpu.usage"
            })
    void shouldExportOwnMetersAndUsefulOnesOfLibraries(String name) {
        registry.counter(name);

        assertThat(registry.find(name).counter()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kafka.consumer.io.time.ns.total",
                "netty.allocator.memory.used",
                "http.server.connections",
                "http.server.errors"
            })
    void shouldLeaveOutWhatHasNoHelpOrManySeries(String name) {
        registry.counter(name);

        assertThat(registry.find(name).counter()).isNull();
    }
}
