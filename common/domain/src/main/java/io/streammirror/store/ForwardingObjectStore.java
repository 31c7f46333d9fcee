package io.streammirror.store;

import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A store that passes every call on to another one; subclasses override the calls that they change. */
public abstract class ForwardingObjectStore implements ObjectStore {
    private final ObjectStore store;

    protected ForwardingObjectStore(ObjectStore store) {
        this.store = store;
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
    public void put(String key, byte[] body, ObjectAttributes attributes) {
        store.put(key, body, attributes);
    }

    @Override
    public void put(String key, ByteBuffer bytes, ObjectAttributes attributes) {
        store.put(key, bytes, attributes);
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
    public UploadedPart uploadPart(String key, UploadId upload, int number, ByteBuffer bytes) {
        return store.uploadPart(key, upload, number, bytes);
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
    public void ensureBucket() {
        store.ensureBucket();
    }

    @Override
    public boolean checksCrc32c() {
        return store.checksCrc32c();
    }
}
