package io.streammirror.watcher.app;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.streammirror.config.MirrorSettings;
import io.streammirror.config.Settings;
import io.streammirror.event.UpstreamPolled;
import io.streammirror.event.UpstreamPolled.Outcome;
import io.streammirror.mirror.MirrorName;
import io.streammirror.watcher.poll.PollListener;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Counts polls by mirror and outcome, and keeps the time of each upstream's last answer. All series exist from the start, so that the first
 * poll with an outcome shows as a rise from zero.
 */
@Singleton
class PollMetrics implements PollListener {
    private final MeterRegistry registry;
    private final Map<MirrorName, LastAnswer> answers;

    PollMetrics(Settings settings, MeterRegistry registry) {
        this.registry = registry;
        this.answers = settings.polled().stream()
                .map(MirrorSettings::name)
                .collect(Collectors.toUnmodifiableMap(Function.identity(), this::gauge));
        answers.keySet().forEach(mirror -> Arrays.stream(Outcome.values()).forEach(outcome -> polls(mirror, outcome)));
    }

    @Override
    public void polled(UpstreamPolled poll) {
        polls(poll.mirror(), poll.outcome()).increment();
        switch (poll.outcome()) {
            case ACCEPTED, UNCHANGED, HELD, REFUSED, UNSETTLED -> {
                LastAnswer answer = answers.get(poll.mirror());
                if (answer != null) {
                    answer.millis = poll.time().toEpochMilli();
                }
            }
            case UNREACHABLE, FAILED -> {}
        }
    }

    private Counter polls(MirrorName mirror, Outcome outcome) {
        return Counter.builder("stream.mirror.polls")
                .description("Polls of upstream by mirror and outcome")
                .tags("mirror", mirror.value(), "outcome", outcome.name().toLowerCase(Locale.ROOT))
                .register(registry);
    }

    private LastAnswer gauge(MirrorName mirror) {
        var answer = new LastAnswer();
        TimeGauge.builder(
                        "stream.mirror.upstream.answered.timestamp", answer, TimeUnit.MILLISECONDS, last -> last.millis)
                .description("When upstream last answered, with a good or a bad document; NaN before its first answer")
                .tag("mirror", mirror.value())
                .register(registry);
        return answer;
    }

    /** The map keeps it, because a gauge has only a weak reference to what it measures. */
    private static final class LastAnswer {
        private volatile double millis = Double.NaN;
    }
}
