package io.streammirror.publisher.status;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.streammirror.publisher.state.PublisherState;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * A gauge that is read from the publisher's state when it is scraped.
 *
 * @param unit base unit, such as {@code seconds}; empty for numbers
 */
record StateGauge(String name, String description, String unit, Map<String, String> labels) {
    StateGauge {
        labels = Map.copyOf(labels);
    }

    StateGauge(String name, String description, String unit) {
        this(name, description, unit, Map.of());
    }

    StateGauge with(String label, String value) {
        var more = new TreeMap<>(labels);
        more.put(label, value);
        return new StateGauge(name, description, unit, more);
    }

    void register(PublisherState state, ToDoubleFunction<PublisherState> value, MeterRegistry registry) {
        Gauge.Builder<PublisherState> builder =
                Gauge.builder(name, state, value).description(description);
        if (!unit.isEmpty()) {
            builder.baseUnit(unit);
        }
        new TreeMap<>(labels).forEach(builder::tag);
        builder.register(registry);
    }
}
