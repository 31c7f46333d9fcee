package io.streammirror.store;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;

/** An object store that keeps the contract, in memory; open to subclasses that let single calls fail. */
@SuppressWarnings("ArrayRecordComponent") // the records are never compared
public class InMemoryObjectStore implements ObjectStore {
    private static final int MIN_PART = 5 * 1024 * 1024;

    private final ConcurrentNavigableMap<String, Held> objects = new ConcurrentSkipListMap<>();
    private final Map<UploadId, Upload> uploads = new ConcurrentHashMap<>();

    private record Held(byte[] body, ObjectAttributes attributes, Instant modified) {}

    private record Part(String etag, byte[] body) {}

    private record Upload(String key, ObjectAttributes attributes, Instant begun, Map<Integer, Part> parts) {}

    private final Clock clock;

    public InMemoryObjectStore() {
        this(Clock.systemUTC());
    }

    /** A store whose objects are as old as this clock says. */
    public InMemoryObjectStore(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void ensureBucket() {}

    @Override
    public Optional<StoredObject> head(String key) {
        return Optional.ofNullable(objects.get(key))
                .map(held -> new StoredObject(
                        key, held.body().length, held.attributes().metadata(), held.modified()));
    }

    @Override
    public byte[] read(String key, long maxBytes) {
        byte[] body = held(key).body();
        if (body.length > maxBytes) {
            throw new StoreException("object " + key + " is larger than " + maxBytes + " bytes");
        }
        return body.clone();
    }

    @Override
    public InputStream open(String key, long offset) {
        byte[] body = held(key).body();
        int from = (int) Math.min(offset, body.length);
        return new ByteArrayInputStream(body, from, body.length - from);
    }

    @Override
    public void list(String prefix, Consumer<StoredObject> visitor) {
        objects.tailMap(prefix).entrySet().stream()
                .takeWhile(entry -> entry.getKey().startsWith(prefix))
                .forEach(entry -> visitor.accept(new StoredObject(
                        entry.getKey(),
                        entry.getValue().body().length,
                        Map.of(),
                        entry.getValue().modified())));
    }

    @Override
    public List<StoredPart> listParts(String key, UploadId id) {
        Upload upload = Optional.ofNullable(uploads.get(id))
                .filter(held -> held.key().equals(key))
                .orElseThrow(() -> new ObjectMissingException(key, id));
        return upload.parts().entrySet().stream()
                .map(part -> new StoredPart(
                        part.getKey(), part.getValue().etag(), part.getValue().body().length))
                .toList();
    }

    @Override
    public void listUploads(String prefix, Consumer<PendingUpload> visitor) {
        uploads.forEach((id, upload) -> {
            if (upload.key().startsWith(prefix)) {
                visitor.accept(new PendingUpload(upload.key(), id, upload.begun()));
            }
        });
    }

    @Override
    public boolean checksCrc32c() {
        return true;
    }

    @Override
    public URI presignedGet(String key, Duration validity) {
        throw new UnsupportedOperationException("memory has no address");
    }

    @Override
    public void put(String key, byte[] body, ObjectAttributes attributes) {
        objects.put(key, new Held(body.clone(), attributes, clock.instant()));
    }

    @Override
    public void put(String key, ByteBuffer bytes, ObjectAttributes attributes) {
        put(key, copy(bytes), attributes);
    }

    @Override
    public boolean create(String key, byte[] body, ObjectAttributes attributes) {
        return objects.putIfAbsent(key, new Held(body.clone(), attributes, clock.instant())) == null;
    }

    @Override
    public UploadId beginUpload(String key, ObjectAttributes attributes) {
        var id = new UploadId(UUID.randomUUID().toString());
        uploads.put(id, new Upload(key, attributes, Instant.now(), new ConcurrentSkipListMap<>()));
        return id;
    }

    @Override
    public UploadedPart uploadPart(String key, UploadId id, int number, ByteBuffer bytes) {
        var part = new Part(UUID.randomUUID().toString(), copy(bytes));
        upload(key, id).parts().put(number, part);
        return new UploadedPart(number, part.etag());
    }

    @Override
    public void completeUpload(String key, UploadId id, List<UploadedPart> named) {
        Upload upload = upload(key, id);
        var body = new ByteArrayOutputStream();
        for (int i = 0; i < named.size(); i++) {
            Part part = upload.parts().get(named.get(i).number());
            if (part == null || !part.etag().equals(named.get(i).etag())) {
                throw new StoreException("upload of " + key + " has no such part " + named.get(i));
            }
            if (part.body().length < MIN_PART && i < named.size() - 1) {
                throw new StoreException("part " + named.get(i).number() + " of " + key + " is too small");
            }
            body.writeBytes(part.body());
        }
        put(key, body.toByteArray(), upload.attributes());
        uploads.remove(id);
    }

    @Override
    public void abortUpload(String key, UploadId id) {
        uploads.remove(id);
    }

    @Override
    public void delete(String key) {
        objects.remove(key);
    }

    /** All objects and their bytes, to look at or to damage. */
    public Map<String, byte[]> contents() {
        var contents = new TreeMap<String, byte[]>();
        objects.forEach((key, held) -> contents.put(key, held.body().clone()));
        return contents;
    }

    private static byte[] copy(ByteBuffer bytes) {
        byte[] body = new byte[bytes.remaining()];
        bytes.duplicate().get(body);
        return body;
    }

    private Held held(String key) {
        return Optional.ofNullable(objects.get(key)).orElseThrow(() -> new ObjectMissingException(key));
    }

    private Upload upload(String key, UploadId id) {
        return Optional.ofNullable(uploads.get(id))
                .filter(upload -> upload.key().equals(key))
                .orElseThrow(() -> new StoreException("no upload " + id.value() + " of " + key));
    }
}
