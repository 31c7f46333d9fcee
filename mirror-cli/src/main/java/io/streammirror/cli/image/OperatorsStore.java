package io.streammirror.cli.image;

import io.streammirror.cli.exit.UsageException;
import io.streammirror.config.Settings;
import io.streammirror.stack.DataDirectory;
import io.streammirror.store.StoreCredentials;
import io.streammirror.store.StoreTimeouts;
import io.streammirror.store.s3.MinioObjectStore;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The store that the command sends files to: the configured one, or that of the running local stack. */
public final class OperatorsStore {
    private OperatorsStore() {}

    /**
     * Opens the store; the caller closes it.
     *
     * @param settings null for the local stack
     * @param data data directory of the local stack
     */
    public static MinioObjectStore open(@Nullable Settings settings, Path data) {
        URI endpoint = settings == null ? null : settings.store().endpoint().orElse(null);
        if (settings == null || endpoint == null) {
            return embedded(data);
        }
        Path credentials = settings.store()
                .credentialsFile()
                .orElseThrow(() -> new UsageException("store.credentials-file is not configured: name a file for "
                        + endpoint + ", since the command reads and writes blobs there"));
        return new MinioObjectStore(
                endpoint,
                settings.store().bucket(),
                settings.store().region(),
                StoreCredentials.read(credentials),
                StoreTimeouts.DEFAULT.withIdle(settings.store().idleTimeout()),
                settings.store().upload());
    }

    private static MinioObjectStore embedded(Path data) {
        int port = DataDirectory.runningPorts(data)
                .orElseThrow(() -> new UsageException("no mirror runs on " + data.toAbsolutePath()
                        + ": name its data directory with --data, or the configuration that names its store with"
                        + " --config"))
                .s3();
        return new MinioObjectStore(
                URI.create("http://127.0.0.1:" + port),
                "stream-mirror",
                "us-east-1",
                StoreCredentials.read(DataDirectory.storeCredentials(data)),
                StoreTimeouts.DEFAULT);
    }
}
