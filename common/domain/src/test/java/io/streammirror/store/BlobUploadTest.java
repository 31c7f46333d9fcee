package io.streammirror.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.streammirror.simplestreams.Sha256;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlobUploadTest {
    private static final int PART = 16 << 20;

    private final InMemoryObjectStore store = new InMemoryObjectStore();

    @ParameterizedTest
    @ValueSource(ints = {1, PART, PART + 1, 2 * PART})
    void shouldStoreSentBytesAsBlob(int size) throws IOException {
        byte[] content = content(size);
        Sha256 sha256 = Sha256.of(content);

        assertThat(BlobUpload.send(store, sha256, size, new ByteArrayInputStream(content)))
                .isTrue();

        assertThat(new Blobs(store).read(sha256, size)).isEqualTo(content);
        assertThat(store.head(StoreKeys.blob(sha256)).orElseThrow().size()).isEqualTo(size);
        assertThat(BlobUpload.send(store, sha256, size, new ByteArrayInputStream(new byte[0])))
                .as("nothing is read for what is stored")
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {10, PART + 10})
    void shouldLeaveNothingWhenBytesDifferFromDeclaredOnes(int size) {
        byte[] content = content(size);
        Sha256 sha256 = Sha256.of(content);
        byte[] changed = content.clone();
        changed[size - 1]++;

        assertRefused(sha256, size, changed);
        assertRefused(sha256, size, Arrays.copyOf(content, size - 1));
        assertRefused(sha256, size, Arrays.copyOf(content, size + 1));
        assertThatThrownBy(() ->
                        BlobUpload.send(store, sha256, BlobUpload.MAX_BYTES + 1, new ByteArrayInputStream(content)))
                .isInstanceOf(IOException.class);

        assertThat(store.contents()).isEmpty();
        var pending = new ArrayList<PendingUpload>();
        store.listUploads(StoreKeys.BLOBS, pending::add);
        assertThat(pending).isEmpty();
    }

    private void assertRefused(Sha256 sha256, int size, byte[] sent) {
        assertThatThrownBy(() -> BlobUpload.send(store, sha256, size, new ByteArrayInputStream(sent)))
                .isInstanceOf(IOException.class)
                .hasMessage("it changed while it was read");
    }

    private static byte[] content(int size) {
        byte[] content = new byte[size];
        for (int i = 0; i < size; i++) {
            content[i] = (byte) (i * 31 + i / 1000);
        }
        return content;
    }
}
