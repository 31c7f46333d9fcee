package io.streammirror.cli.plan;

import io.streammirror.config.Settings;
import io.streammirror.stack.DataDirectory;
import io.streammirror.store.BlobInventory;
import io.streammirror.store.StoreCredentials;
import io.streammirror.store.StoreException;
import io.streammirror.store.StoreTimeouts;
import io.streammirror.store.s3.MinioObjectStore;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** The blobs in the configured store, or in that of the running local stack. */
public final class LocalInventory {
    private LocalInventory() {}

    /** The inventory; empty when no store can be read. */
    public static Optional<BlobInventory> read(Settings settings, Path data) {
        Optional<URI> endpoint = settings.store().endpoint().or(() -> embedded(data));
        Optional<Path> credentials =
                settings.store().credentialsFile().or(() -> Optional.of(DataDirectory.storeCredentials(data)));
        if (endpoint.isEmpty()) {
            return Optional.empty();
        }
        try (var store = new MinioObjectStore(
                endpoint.get(),
                settings.store().bucket(),
                settings.store().region(),
                StoreCredentials.read(credentials.get()),
                StoreTimeouts.DEFAULT)) {
            return Optional.of(BlobInventory.read(store));
        } catch (StoreException e) {
            return Optional.empty();
        }
    }

    private static Optional<URI> embedded(Path data) {
        return DataDirectory.runningPorts(data).map(ports -> URI.create("http://127.0.0.1:" + ports.s3()));
    }
}
