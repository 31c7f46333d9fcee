package io.streammirror.system;

import io.streammirror.simplestreams.Sha256;
import io.streammirror.store.ObjectAttributes;
import io.streammirror.store.StoreCredentials;
import io.streammirror.store.StoreKeys;
import io.streammirror.store.StoreTimeouts;
import io.streammirror.store.StoredObject;
import io.streammirror.store.s3.MinioObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The bucket of a running stack, over S3. */
final class StackStore implements AutoCloseable {
    private final MinioObjectStore store;

    StackStore(Ports ports, Path data) {
        this(URI.create("http://127.0.0.1:" + ports.s3()), data.resolve("secrets/s3-credentials"));
    }

    StackStore(URI endpoint, Path credentialsFile) {
        store = new MinioObjectStore(
                endpoint, "stream-mirror", "us-east-1", StoreCredentials.read(credentialsFile), StoreTimeouts.DEFAULT);
    }

    boolean holds(Sha256 sha256) {
        return store.head(StoreKeys.blob(sha256)).isPresent();
    }

    void delete(Sha256 sha256) {
        store.delete(StoreKeys.blob(sha256));
    }

    byte[] read(String key) {
        return store.read(key, 1 << 20);
    }

    void put(String key, byte[] body) {
        store.put(key, body, ObjectAttributes.JSON);
    }

    /** The keys below a prefix. */
    List<String> keys(String prefix) {
        var keys = new ArrayList<String>();
        store.list(prefix, object -> keys.add(object.key()));
        return keys;
    }

    /** Reads every blob again, and answers the keys of those that are not what their name says. */
    List<String> damagedBlobs() {
        var blobs = new ArrayList<StoredObject>();
        store.list(StoreKeys.BLOBS, blobs::add);
        return blobs.stream()
                .map(StoredObject::key)
                .filter(key -> StoreKeys.blobOf(key)
                        .filter(name -> !contentOf(key).equals(Optional.of(name)))
                        .isPresent())
                .toList();
    }

    private Optional<Sha256> contentOf(String key) {
        try (InputStream in = new DigestInputStream(store.open(key, 0), Sha256.newDigest())) {
            in.transferTo(OutputStream.nullOutputStream());
            return Optional.of(
                    Sha256.ofDigest(((DigestInputStream) in).getMessageDigest().digest()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        store.close();
    }
}
