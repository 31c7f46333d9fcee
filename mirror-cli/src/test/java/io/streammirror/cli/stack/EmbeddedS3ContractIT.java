package io.streammirror.cli.stack;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.streammirror.store.ObjectAttributes;
import io.streammirror.store.ObjectStore;
import io.streammirror.store.ObjectStoreContract;
import io.streammirror.store.StoreException;
import io.streammirror.store.StoreTimeouts;
import io.streammirror.store.StoreUnavailableException;
import io.streammirror.store.minio.MinioObjectStore;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The adapter against a real S3 server: the same contract as the fake, and what only a network can do. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class EmbeddedS3ContractIT extends ObjectStoreContract {
    private EmbeddedS3 server;
    private MinioObjectStore store;

    @BeforeAll
    void start(@TempDir Path directory) {
        server = EmbeddedS3.start(directory, 0, new StoreCredentials("mirror", "a-secret-of-the-test"));
        store = store(server.endpoint(), "a-secret-of-the-test");
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

    @Test
    void wrongCredentialsAreNamedAndNotRepeated() {
        try (var stranger = store(server.endpoint(), "another-secret")) {
            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(() -> stranger.put("contract/forbidden", new byte[1], ObjectAttributes.BYTES))
                    .isNotInstanceOf(StoreUnavailableException.class)
                    .withMessageContaining("check the credentials")
                    .withMessageNotContaining("another-secret");
        }
    }

    @Test
    void aStoreThatIsNotThereIsUnavailable() {
        try (var nowhere = store(URI.create("http://127.0.0.1:" + new FreePort().next()), "a-secret-of-the-test")) {
            assertThatExceptionOfType(StoreUnavailableException.class)
                    .isThrownBy(() -> nowhere.create("contract/nowhere", new byte[1], ObjectAttributes.BYTES))
                    .withMessageContaining("cannot create contract/nowhere");
        }
    }

    private static MinioObjectStore store(URI endpoint, String secret) {
        return new MinioObjectStore(
                endpoint,
                "contract-bucket",
                "us-east-1",
                new io.streammirror.store.StoreCredentials("mirror", secret),
                StoreTimeouts.DEFAULT);
    }
}
