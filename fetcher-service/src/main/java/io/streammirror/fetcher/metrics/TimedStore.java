package io.streammirror.fetcher.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.streammirror.service.trace.Traces;
import io.streammirror.store.ForwardingObjectStore;
import io.streammirror.store.ObjectAttributes;
import io.streammirror.store.ObjectStore;
import io.streammirror.store.UploadId;
import io.streammirror.store.UploadedPart;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** The store with a timer and a trace span for item bytes: parts of uploads, and items that are stored by one PUT. */
public final class TimedStore extends ForwardingObjectStore {
    private static final String PART = "part";
    private static final String WHOLE = "whole";
    private static final String STORED = "stored";
    private static final String FAILED = "failed";

    /** A store on the same machine answers below the first bucket, one in trouble above the last. */
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(50),
        Duration.ofMillis(200),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(20)
    };

    private final MeterRegistry meters;
    private final Traces traces;

    public TimedStore(ObjectStore store, MeterRegistry meters, Traces traces) {
        super(store);
        this.meters = meters;
        this.traces = traces;
        // All series exist from the start, so that the first event shows as a rise from zero.
        List.of(PART, WHOLE).forEach(form -> List.of(STORED, FAILED).forEach(outcome -> timer(form, outcome)));
    }

    @Override
    public UploadedPart uploadPart(String key, UploadId upload, int number, ByteBuffer bytes) {
        return timed(PART, bytes.remaining(), () -> super.uploadPart(key, upload, number, bytes));
    }

    @Override
    public void put(String key, ByteBuffer bytes, ObjectAttributes attributes) {
        timed(WHOLE, bytes.remaining(), () -> {
            super.put(key, bytes, attributes);
            return true;
        });
    }

    private <T> T timed(String form, int size, Supplier<T> call) {
        return traces.inSpan("store", span -> {
            span.attribute("form", form);
            span.attribute("size", size);
            return timed(form, call);
        });
    }

    private <T> T timed(String form, Supplier<T> call) {
        Timer.Sample sample = Timer.start(meters);
        String outcome = FAILED;
        try {
            T result = call.get();
            outcome = STORED;
            return result;
        } finally {
            sample.stop(timer(form, outcome));
        }
    }

    private Timer timer(String form, String outcome) {
        return Timer.builder("stream.mirror.fetch.part")
                .description("Time that the store took for one part of an item, or for an item in one piece")
                .tags("form", form, "outcome", outcome)
                .serviceLevelObjectives(BUCKETS)
                .register(meters);
    }
}
