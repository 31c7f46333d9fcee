package io.streammirror.stack;

import io.streammirror.store.ObjectStore;
import io.streammirror.store.ObjectStoreContract;
import io.streammirror.store.StoreCredentials;
import io.streammirror.store.StoreTimeouts;
import io.streammirror.store.UploadWay;
import io.streammirror.store.s3.MinioObjectStore;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The adapter against a real S3 server: the same contract as the fake. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class EmbeddedS3Contract extends ObjectStoreContract {
    static final String SECRET = "a-secret-of-the-test";

    private final UploadWay upload;
    private EmbeddedS3 server;
    private MinioObjectStore store;

    EmbeddedS3Contract(UploadWay upload) {
        this.upload = upload;
    }

    @BeforeAll
    void start(@TempDir Path directory) {
        server = EmbeddedS3.start(directory, 0, credentials(SECRET));
        store = store(server.endpoint(), SECRET);
        store.ensureBucket();
    }

    @AfterAll
    void stop() {
        store.close();
        server.close();
    }

    @Override
    protected ObjectStore store() {
        return store;
    }

    URI endpoint() {
        return server.endpoint();
    }

    MinioObjectStore store(URI endpoint, String secret) {
        return new MinioObjectStore(
                endpoint, "contract-bucket", "us-east-1", credentials(secret), StoreTimeouts.DEFAULT, upload);
    }

    private static StoreCredentials credentials(String secret) {
        return new StoreCredentials("mirror", secret);
    }
}
