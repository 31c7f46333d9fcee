package io.streammirror.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The requirements of the domain on multipart uploads; a part of {@link ObjectStoreContract}. */
abstract class MultipartUploadContract {
    static final int PART = 5 * 1024 * 1024;

    /** The store under test; may hold other objects than those below {@code contract/}. */
    protected abstract ObjectStore store();

    @Test
    void shouldShowUploadOnlyWhenComplete() {
        String key = "contract/upload/whole";
        byte[] content = random(2 * PART + 1000);
        var attributes = new ObjectAttributes("application/octet-stream", Map.of("sha256", "abc"));
        UploadId upload = store().beginUpload(key, attributes);
        // Out of order, and from inside a larger direct buffer, as the fetcher's pool hands them out.
        UploadedPart third = store().uploadPart(key, upload, 3, ByteBuffer.wrap(content, 2 * PART, 1000));
        UploadedPart first = store().uploadPart(key, upload, 1, ByteBuffer.wrap(content, 0, PART));
        ByteBuffer direct = ByteBuffer.allocateDirect(PART + 10).put(3, content, PART, PART);
        UploadedPart second =
                store().uploadPart(key, upload, 2, direct.position(3).limit(PART + 3));
        assertThat(direct.remaining()).isEqualTo(PART);
        assertThat(store().head(key)).isEmpty();

        store().completeUpload(key, upload, List.of(first, second, third));

        assertThat(untimed(store().head(key)))
                .contains(new StoredObject(key, content.length, Map.of("sha256", "abc"), null));
        assertThat(store().read(key, content.length)).isEqualTo(content);
    }

    @Test
    void shouldLeaveNothingWhenUploadIsAborted() {
        String key = "contract/upload/aborted";
        UploadId upload = store().beginUpload(key, ObjectAttributes.BYTES);
        UploadedPart part = store().uploadPart(key, upload, 1, ByteBuffer.wrap(bytes("lost")));

        store().abortUpload(key, upload);
        store().abortUpload(key, upload);

        assertThat(store().head(key)).isEmpty();
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> store().completeUpload(key, upload, List.of(part)));
    }

    @Test
    void shouldRefuseToCompleteUploadWhenPartListIsWrong() {
        String key = "contract/upload/wrong";
        UploadId upload = store().beginUpload(key, ObjectAttributes.BYTES);
        store().uploadPart(key, upload, 1, ByteBuffer.wrap(bytes("content")));
        var neverSent = new UploadedPart(1, "0123456789abcdef0123456789abcdef");

        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> store().completeUpload(key, upload, List.of(neverSent)));

        assertThat(store().head(key)).isEmpty();
        store().abortUpload(key, upload);
    }

    @Test
    void shouldListPartsOfUpload() {
        String key = "contract/upload/parts";
        UploadId upload = store().beginUpload(key, ObjectAttributes.BYTES);
        assertThat(store().listParts(key, upload)).isEmpty();

        UploadedPart third = store().uploadPart(key, upload, 3, ByteBuffer.wrap(bytes("third")));
        UploadedPart first = store().uploadPart(key, upload, 1, ByteBuffer.wrap(bytes("1st")));

        assertThat(store().listParts(key, upload))
                .containsExactly(new StoredPart(1, first.etag(), 3), new StoredPart(3, third.etag(), 5));
        store().abortUpload(key, upload);
    }

    @Test
    void shouldRefuseReplacedPartWhenPartWasSentAgain() {
        String key = "contract/upload/overwritten";
        UploadId upload = store().beginUpload(key, ObjectAttributes.BYTES);
        UploadedPart hashed = store().uploadPart(key, upload, 1, ByteBuffer.wrap(bytes("hashed")));

        UploadedPart late = store().uploadPart(key, upload, 1, ByteBuffer.wrap(bytes("of a holder that woke up")));

        assertThat(store().listParts(key, upload)).containsExactly(new StoredPart(1, late.etag(), 24));
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> store().completeUpload(key, upload, List.of(hashed)))
                .isNotInstanceOf(StoreUnavailableException.class);
        assertThat(store().head(key)).isEmpty();
        store().abortUpload(key, upload);
    }

    @Test
    void shouldListMoreThanOnePageOfParts() {
        String key = "contract/upload/many-parts";
        UploadId upload = store().beginUpload(key, ObjectAttributes.BYTES);
        for (int number = 1; number <= 1005; number++) {
            store().uploadPart(key, upload, number, ByteBuffer.wrap(new byte[] {1}));
        }

        assertThat(store().listParts(key, upload))
                .extracting(StoredPart::number)
                .isSorted()
                .hasSize(1005);
        store().abortUpload(key, upload);
    }

    @Test
    void shouldReportPartsAsMissingWhenUploadIsGone() {
        String key = "contract/upload/gone";
        UploadId upload = store().beginUpload(key, ObjectAttributes.BYTES);
        store().abortUpload(key, upload);

        assertThatExceptionOfType(ObjectMissingException.class)
                .isThrownBy(() -> store().listParts(key, upload))
                .withMessageContaining(key);
    }

    @Test
    void shouldListIncompleteUploadsBelowPrefix() {
        UploadId first = store().beginUpload("contract/pending/a", ObjectAttributes.BYTES);
        UploadId second = store().beginUpload("contract/pending/a", ObjectAttributes.BYTES);
        UploadId third = store().beginUpload("contract/pending/b/c", ObjectAttributes.BYTES);
        UploadId elsewhere = store().beginUpload("contract/pending-not", ObjectAttributes.BYTES);
        var found = new ArrayList<PendingUpload>();

        store().listUploads("contract/pending/", found::add);

        assertThat(found)
                .extracting(PendingUpload::key, PendingUpload::upload)
                .containsExactlyInAnyOrder(
                        tuple("contract/pending/a", first),
                        tuple("contract/pending/a", second),
                        tuple("contract/pending/b/c", third));
        assertThat(found).extracting(PendingUpload::begun).allSatisfy(begun -> assertThat(begun)
                .isCloseTo(Instant.now(), within(1, ChronoUnit.HOURS)));
        store().abortUpload("contract/pending/a", first);
        store().abortUpload("contract/pending/a", second);
        store().abortUpload("contract/pending/b/c", third);
        store().abortUpload("contract/pending-not", elsewhere);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] random(int size) {
        byte[] content = new byte[size];
        new Random(42).nextBytes(content);
        return content;
    }

    static Optional<StoredObject> untimed(Optional<StoredObject> object) {
        return object.map(MultipartUploadContract::untimed);
    }

    static StoredObject untimed(StoredObject object) {
        return new StoredObject(object.key(), object.size(), object.metadata(), null);
    }
}
