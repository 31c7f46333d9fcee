package io.streammirror.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.streammirror.simplestreams.Sha256;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlobUploadTest {
    private static final int PART = 16 << 20;

    private final InMemoryObjectStore store = new InMemoryObjectStore();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, PART, PART + 1, 2 * PART})
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

        assertNothingIsLeft();
    }

    @Test
    void shouldAbortUploadWhenPartIsRefused() {
        byte[] content = content(2 * PART);
        var full = new ForwardingObjectStore(store) {
            @Override
            public UploadedPart uploadPart(String key, UploadId upload, int number, ByteBuffer bytes) {
                if (number == 2) {
                    throw new StoreFullException("no room", null);
                }
                return super.uploadPart(key, upload, number, bytes);
            }
        };

        assertThatThrownBy(() ->
                        BlobUpload.send(full, Sha256.of(content), content.length, new ByteArrayInputStream(content)))
                .isInstanceOf(StoreFullException.class);

        assertNothingIsLeft();
    }

    @Test
    void shouldAbortUploadWhenInterrupted() throws Exception {
        byte[] content = content(2 * PART);
        var begun = new CountDownLatch(1);
        var stuck = new ForwardingObjectStore(store) {
            @Override
            public UploadedPart uploadPart(String key, UploadId upload, int number, ByteBuffer bytes) {
                begun.countDown();
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new StoreUnavailableException("interrupted", e);
                }
                throw new IllegalStateException("never");
            }

            @Override
            public void abortUpload(String key, UploadId upload) {
                assertThat(Thread.currentThread().isInterrupted())
                        .as("a call to a real store would fail")
                        .isFalse();
                super.abortUpload(key, upload);
            }
        };
        var failure = new AtomicReference<Throwable>();
        var sending = new Thread(() -> failure.set(catchThrowable(
                () -> BlobUpload.send(stuck, Sha256.of(content), content.length, new ByteArrayInputStream(content)))));
        sending.start();
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();

        sending.interrupt();
        sending.join(10_000);

        assertThat(failure.get()).isInstanceOf(StoreUnavailableException.class);
        assertNothingIsLeft();
    }

    private void assertNothingIsLeft() {
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
