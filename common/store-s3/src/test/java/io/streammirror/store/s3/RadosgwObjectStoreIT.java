package io.streammirror.store.s3;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.streammirror.store.ObjectAttributes;
import io.streammirror.store.ObjectStore;
import io.streammirror.store.ObjectStoreContract;
import io.streammirror.store.StoreAbilities;
import io.streammirror.store.StoreCredentials;
import io.streammirror.store.StoreException;
import io.streammirror.store.StoreTimeouts;
import io.streammirror.store.StoreUnavailableException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The contract on Ceph's S3, which is stricter than the embedded one, and which ignores checksums of AWS's newer kind. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("slow")
final class RadosgwObjectStoreIT extends ObjectStoreContract {
    @RegisterExtension
    static final Radosgw SERVER = new Radosgw();

    private MinioObjectStore store;

    @BeforeAll
    void connect() {
        store = store(Radosgw.CREDENTIALS);
        store.ensureBucket();
    }

    @AfterAll
    void disconnect() {
        store.close();
    }

    @Override
    protected ObjectStore store() {
        return store;
    }

    @Override
    protected StoreAbilities abilities() {
        return new StoreAbilities(false, true, true);
    }

    @Test
    void shouldRefuseBytesWhenSignatureIsWrong() {
        try (var stranger = store(new StoreCredentials(Radosgw.CREDENTIALS.accessKey(), "another-secret"))) {
            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(() -> stranger.put("contract/x", ByteBuffer.allocate(1), ObjectAttributes.BYTES))
                    .isNotInstanceOf(StoreUnavailableException.class)
                    .withMessageContaining("check the credentials")
                    .withMessageNotContaining("another-secret");
        }
    }

    private static MinioObjectStore store(StoreCredentials credentials) {
        return new MinioObjectStore(
                SERVER.endpoint(), "contract-bucket", "us-east-1", credentials, StoreTimeouts.DEFAULT);
    }
}
