package io.streammirror.benchmarks.fetch;

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

/** Takes everything at once and keeps nothing: what is left is the cost of fetching and hashing. */
final class SwallowingStore implements ObjectStore {
    @Override
    public void ensureBucket() {}

    @Override
    public Optional<StoredObject> head(String key) {
        return Optional.empty();
    }

    @Override
    public byte[] read(String key, long maxBytes) {
        throw new UnsupportedOperationException("nothing is kept");
    }

    @Override
    public InputStream open(String key, long offset) {
        throw new UnsupportedOperationException("nothing is kept");
    }

    @Override
    public void list(String prefix, Consumer<StoredObject> visitor) {}

    @Override
    public List<StoredPart> listParts(String key, UploadId upload) {
        return List.of();
    }

    @Override
    public void listUploads(String prefix, Consumer<PendingUpload> visitor) {}

    @Override
    public boolean checksCrc32c() {
        return false;
    }

    @Override
    public URI presignedGet(String key, Duration validity) {
        throw new UnsupportedOperationException("nothing is kept");
    }

    @Override
    public void put(String key, byte[] body, ObjectAttributes attributes) {}

    @Override
    public void put(String key, ByteBuffer bytes, ObjectAttributes attributes) {}

    @Override
    public boolean create(String key, byte[] body, ObjectAttributes attributes) {
        return true;
    }

    @Override
    public UploadId beginUpload(String key, ObjectAttributes attributes) {
        return new UploadId(key);
    }

    @Override
    public UploadedPart uploadPart(String key, UploadId upload, int number, ByteBuffer bytes) {
        return new UploadedPart(number, "swallowed");
    }

    @Override
    public void completeUpload(String key, UploadId upload, List<UploadedPart> parts) {}

    @Override
    public void abortUpload(String key, UploadId upload) {}

    @Override
    public void delete(String key) {}
}
