package io.streammirror.watcher.wiring;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.streammirror.event.UpstreamPolled;
import io.streammirror.mirror.MirrorName;
import io.streammirror.watcher.poll.PollListener;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Polls by how they ended, and when each mirror's upstream was last heard of: what an alert on a silent upstream needs. */
@Singleton
class PollMetrics implements PollListener {
    private final MeterRegistry registry;
    private final Map<MirrorName, LastAnswer> answers = new ConcurrentHashMap<>();

    PollMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void polled(UpstreamPolled poll) {
        String outcome = poll.outcome().name().toLowerCase(Locale.ROOT);
        registry.counter("mirror.polls", "mirror", poll.mirror().value(), "outcome", outcome)
                .increment();
        switch (poll.outcome()) {
            case ACCEPTED, UNCHANGED, HELD, REFUSED, UNSETTLED ->
                answers.computeIfAbsent(poll.mirror(), this::gauge).millis =
                        poll.time().toEpochMilli();
            case UNREACHABLE, FAILED -> {}
        }
    }

    private LastAnswer gauge(MirrorName mirror) {
        var answer = new LastAnswer();
        TimeGauge.builder("mirror.upstream.answered.timestamp", answer, TimeUnit.MILLISECONDS, last -> last.millis)
                .description("When upstream last gave an answer, good or bad")
                .tag("mirror", mirror.value())
                .register(registry);
        return answer;
    }

    /** Held by the map, because a gauge holds what it measures only weakly. */
    private static final class LastAnswer {
        private volatile long millis;
    }
}
