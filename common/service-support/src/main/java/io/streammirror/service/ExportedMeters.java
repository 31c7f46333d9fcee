package io.streammirror.service;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;

/**
 * Chooses which meters of the libraries are exported. Each Kafka client has more than a hundred, which are nine tenths of a scrape; several
 * meters of Kafka, Netty and HTTP have no help text or no base unit, and {@code promtool check metrics} objects to them.
 */
@Singleton
class ExportedMeters {
    private static final Set<String> OF_KAFKA = Set.of(
            "kafka.consumer.fetch.manager.records.lag.max",
            "kafka.consumer.fetch.manager.records.consumed.total",
            "kafka.consumer.last.poll.seconds.ago",
            "kafka.consumer.failed.authentication.total",
            "kafka.producer.record.send.total",
            "kafka.producer.record.error.total",
            "kafka.producer.failed.authentication.total");

    private static final List<String> LEFT_OUT = List.of(
            "netty.",
            "http.server.active.requests",
            "http.server.connections",
            "http.server.errors",
            "process.cpu.time",
            "system.cpu.count");

    @Produces
    @Singleton
    MeterFilter filter() {
        return MeterFilter.deny(id -> !isExported(id));
    }

    static boolean isExported(Meter.Id id) {
        String name = id.getName();
        return name.startsWith("kafka.")
                ? OF_KAFKA.contains(name)
                : LEFT_OUT.stream().noneMatch(name::startsWith);
    }
}
