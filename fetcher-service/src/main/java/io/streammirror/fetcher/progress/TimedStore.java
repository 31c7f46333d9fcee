package io.streammirror.fetcher.progress;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.streammirror.service.trace.Traces;
import io.streammirror.store.ObjectAttributes;
import io.streammirror.store.ObjectStore;
import io.streammirror.store.PendingUpload;
import io.streammirror.store.StoredObject;
import io.streammirror.store.StoredPart;
import io.streammirror.store.UploadId;
import io.streammirror.store.UploadedPart;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The store, with a clock and a span on what carries item bytes: parts of uploads, and items that go in one piece. */
public final class TimedStore implements ObjectStore {
    /** What people look at: a store on the same machine answers below the first, one that is ill beyond the last. */
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(50),
        Duration.ofMillis(200),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(20)
    };

    private final ObjectStore store;
    private final MeterRegistry meters;
    private final Traces traces;

    public TimedStore(ObjectStore store, MeterRegistry meters, Traces traces) {
        this.traces = traces;
        this.store = store;
        this.meters = meters;
    }

    @Override
    public UploadedPart uploadPart(String key, UploadId upload, int number, ByteBuffer bytes) {
        return timed("part", bytes.remaining(), () -> store.uploadPart(key, upload, number, bytes));
    }

    @Override
    public void put(String key, ByteBuffer bytes, ObjectAttributes attributes) {
        timed("whole", bytes.remaining(), () -> {
            store.put(key, bytes, attributes);
            return true;
        });
    }

    private <T> T timed(String form, int size, Supplier<T> call) {
        return traces.inSpan("store", step -> {
            step.attribute("form", form);
            step.attribute("size", size);
            return timed(form, call);
        });
    }

    private <T> T timed(String form, Supplier<T> call) {
        Timer.Sample sample = Timer.start(meters);
        String outcome = "failed";
        try {
            T result = call.get();
            outcome = "stored";
            return result;
        } finally {
            sample.stop(Timer.builder("stream.mirror.fetch.part")
                    .description("What the store took for one part of an item, or for an item in one piece")
                    .tags("form", form, "outcome", outcome)
                    .serviceLevelObjectives(BUCKETS)
                    .register(meters));
        }
    }

    @Override
    public void put(String key, byte[] body, ObjectAttributes attributes) {
        store.put(key, body, attributes);
    }

    @Override
    public boolean create(String key, byte[] body, ObjectAttributes attributes) {
        return store.create(key, body, attributes);
    }

    @Override
    public UploadId beginUpload(String key, ObjectAttributes attributes) {
        return store.beginUpload(key, attributes);
    }

    @Override
    public void completeUpload(String key, UploadId upload, List<UploadedPart> parts) {
        store.completeUpload(key, upload, parts);
    }

    @Override
    public void abortUpload(String key, UploadId upload) {
        store.abortUpload(key, upload);
    }

    @Override
    public void delete(String key) {
        store.delete(key);
    }

    @Override
    public Optional<StoredObject> head(String key) {
        return store.head(key);
    }

    @Override
    public byte[] read(String key, long maxBytes) {
        return store.read(key, maxBytes);
    }

    @Override
    public InputStream open(String key, long offset) {
        return store.open(key, offset);
    }

    @Override
    public void list(String prefix, Consumer<StoredObject> visitor) {
        store.list(prefix, visitor);
    }

    @Override
    public List<StoredPart> listParts(String key, UploadId upload) {
        return store.listParts(key, upload);
    }

    @Override
    public void listUploads(String prefix, Consumer<PendingUpload> visitor) {
        store.listUploads(prefix, visitor);
    }

    @Override
    public URI presignedGet(String key, Duration validity) {
        return store.presignedGet(key, validity);
    }

    @Override
    public void ensureBucket() {
        store.ensureBucket();
    }

    @Override
    public boolean checksCrc32c() {
        return store.checksCrc32c();
    }
}
