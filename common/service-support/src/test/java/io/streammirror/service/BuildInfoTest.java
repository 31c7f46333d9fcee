package io.streammirror.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.StartupEvent;
import org.junit.jupiter.api.Test;

class BuildInfoTest {
    @Test
    void shouldRegisterVersionAndRevisionAtStart() {
        var registry = new SimpleMeterRegistry();

        new BuildInfo(registry, "1.2.3").register(new StartupEvent());

        Gauge gauge = registry.get("stream.mirror.build.info").gauge();
        assertThat(gauge.value()).isEqualTo(1);
        assertThat(gauge.getId().getTag("version")).isEqualTo("1.2.3");
        assertThat(gauge.getId().getTag("revision")).matches("[0-9a-f]{7,40}(-dirty)?|unknown");
        assertThat(gauge.getId().getDescription()).isNotBlank();
    }
}
