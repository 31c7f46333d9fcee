package io.streammirror.stack;

import io.streammirror.store.StoreCredentials;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/** An S3 server in this process: on loopback only, with signed requests, buckets are subdirectories. */
public final class EmbeddedS3 implements AutoCloseable {
    /** Each request needs a thread; this many serve the parts of some fetchers and keep the stacks within 32 MB. */
    private static final int THREADS = 32;

    /** How many of the threads may send items to clients; fetchers, watcher and publisher itself need the others. */
    static final int MAX_READERS = 12;

    /** Clients have ended before, so only idle connections would be waited for. */
    private static final long STOP_MILLIS = 0;

    private final S3Proxy server;

    private EmbeddedS3(S3Proxy server) {
        this.server = server;
    }

    /** Port 0 chooses a free one; one process at a time may use the directory. */
    public static EmbeddedS3 start(Path directory, int port, StoreCredentials credentials) {
        try {
            Files.createDirectories(directory);
            IncompleteObjectCleaner.sweep(directory);
            S3Proxy server = S3Proxy.builder()
                    .blobStore(store(directory))
                    .endpoint(URI.create("http://127.0.0.1:" + port))
                    .awsAuthentication(
                            AuthenticationType.AWS_V2_OR_V4, credentials.accessKey(), credentials.secretKey())
                    .ignoreUnknownHeaders(true)
                    .jettyMaxThreads(THREADS)
                    .stopTimeout(STOP_MILLIS)
                    .build();
            server.start();
            return new EmbeddedS3(server);
        } catch (Exception e) {
            throw new StackException("the embedded S3 does not start on " + directory + ": " + e.getMessage(), e);
        }
    }

    private static BlobStore store(Path directory) {
        var files = new FilesystemNio2BlobStore(directory.toString());
        var writing = new DiskFullBlobStore(new PartWritingBlobStore(files, directory));
        return new CachedListingBlobStore(new DirectoryListingBlobStore(writing, directory), Clock.systemUTC());
    }

    public int port() {
        return server.getPort();
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + port());
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new StackException("the embedded S3 does not stop: " + e.getMessage(), e);
        }
    }
}
