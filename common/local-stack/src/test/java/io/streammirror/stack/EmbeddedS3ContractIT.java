package io.streammirror.stack;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.streammirror.store.ObjectAttributes;
import io.streammirror.store.StoreException;
import io.streammirror.store.StoreUnavailableException;
import io.streammirror.store.UploadWay;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** The default way of sending, and what only a network can do. */
final class EmbeddedS3ContractIT extends EmbeddedS3Contract {
    EmbeddedS3ContractIT() {
        super(UploadWay.DIRECT);
    }

    @Test
    void shouldNameWrongCredentialsWithoutRetry() {
        try (var stranger = store(endpoint(), "another-secret")) {
            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(() -> stranger.put("contract/forbidden", new byte[1], ObjectAttributes.BYTES))
                    .isNotInstanceOf(StoreUnavailableException.class)
                    .withMessageContaining("check the credentials")
                    .withMessageNotContaining("another-secret");
        }
    }

    @Test
    void shouldBeUnavailableWhenStoreDoesNotListen() {
        try (var nowhere = store(URI.create("http://127.0.0.1:" + new FreePort().next()), SECRET)) {
            assertThatExceptionOfType(StoreUnavailableException.class)
                    .isThrownBy(() -> nowhere.create("contract/nowhere", new byte[1], ObjectAttributes.BYTES))
                    .withMessageContaining("cannot create contract/nowhere");
        }
    }
}
