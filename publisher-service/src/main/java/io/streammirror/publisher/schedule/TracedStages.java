package io.streammirror.publisher.schedule;

import io.streammirror.publisher.switchover.PublishStages;
import io.streammirror.service.trace.Traces;
import java.util.Locale;
import java.util.function.Supplier;

/** Makes a span of each stage of publishing. */
final class TracedStages implements PublishStages {
    private final Traces traces;

    TracedStages(Traces traces) {
        this.traces = traces;
    }

    @Override
    public <T> T run(Stage stage, Supplier<T> work) {
        return traces.inSpan(stage.name().toLowerCase(Locale.ROOT), step -> work.get());
    }
}
