package io.streammirror.cli.stack;

import io.streammirror.store.ObjectStore;
import io.streammirror.store.ObjectStoreContract;
import io.streammirror.store.StoreCredentials;
import io.streammirror.store.StoreTimeouts;
import io.streammirror.store.UploadWay;
import io.streammirror.store.minio.MinioObjectStore;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The same contract where bytes go by the SDK too, as {@code store.upload: sdk} has it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SdkUploadContractIT extends ObjectStoreContract {
    private static final StoreCredentials CREDENTIALS = new StoreCredentials("mirror", "a-secret-of-the-test");

    private EmbeddedS3 server;
    private MinioObjectStore store;

    @BeforeAll
    void start(@TempDir Path directory) {
        server = EmbeddedS3.start(directory, 0, CREDENTIALS);
        store = new MinioObjectStore(
                server.endpoint(), "contract-bucket", "us-east-1", CREDENTIALS, StoreTimeouts.DEFAULT, UploadWay.SDK);
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
}
