package io.streammirror.publisher.schedule;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.streammirror.config.Settings;
import io.streammirror.event.TreePublished;
import io.streammirror.mirror.MirrorName;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Counts the publications that this process has made live. */
@Singleton
class PublicationCounter {
    private final MeterRegistry registry;

    PublicationCounter(MeterRegistry registry) {
        this.registry = registry;
    }

    void register(@Observes StartupEvent event, Settings settings) {
        settings.mirrors().keySet().forEach(this::counter);
    }

    void count(@Observes TreePublished published) {
        counter(published.mirror()).increment();
    }

    private Counter counter(MirrorName mirror) {
        return Counter.builder("stream.mirror.publications")
                .description("Publications that this publisher has made live")
                .tag("mirror", mirror.value())
                .register(registry);
    }
}
