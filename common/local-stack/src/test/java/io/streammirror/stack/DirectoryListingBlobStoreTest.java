package io.streammirror.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;

/** The listing is S3Proxy's own, but for ETags and storage classes. */
final class DirectoryListingBlobStoreTest {
    private static final String BUCKET = "mirror";

    @TempDir
    private Path directory;

    private BlobStore original;
    private BlobStore store;

    @BeforeEach
    void fill() {
        original = new FilesystemNio2BlobStore(directory.toString());
        store = new DirectoryListingBlobStore(original, directory);
        store.createContainer(BUCKET);
        List.of("blobs/sha256/aa/1", "blobs/sha256/ab/22", "blobs/sha256-x", "blobs/a b+ä", "blobs-2/c", "log/1.json")
                .forEach(this::put);
    }

    @Test
    void shouldListSameObjectsAsS3ProxyBelowEveryPrefix() {
        startUpload("blobs/sha256/aa/unfinished");

        for (String prefix :
                List.of("", "b", "blobs", "blobs/", "blobs/sha256", "blobs/sha256/a", "none/", "log/1.json")) {
            assertThat(list(store, prefix)).as(prefix).isEqualTo(list(original, prefix));
        }
        assertThat(list(store, "")).hasSize(6);
        assertThat(list(store, "none/")).isEmpty();
    }

    @Test
    void shouldNotLeaveDirectoryOfBucket() {
        store.createContainer("other");
        put("other", "secret");

        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> list(store, "../other/"));
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> list(store, "/../other/"));
    }

    @Test
    void shouldLeaveUnknownBucketToS3Proxy() {
        assertThatExceptionOfType(S3Exception.class)
                .isThrownBy(() -> store.list(
                        ListObjectsV2Request.builder().bucket("unknown").build()))
                .satisfies(e -> assertThat(e.statusCode()).isEqualTo(404));
    }

    private static List<S3Object> list(BlobStore from, String prefix) {
        return from
                .list(ListObjectsV2Request.builder()
                        .bucket(BUCKET)
                        .prefix(prefix)
                        .build())
                .contents()
                .stream()
                .map(object -> S3Object.builder()
                        .key(object.key())
                        .size(object.size())
                        .lastModified(object.lastModified())
                        .build())
                .toList();
    }

    private void startUpload(String key) {
        var upload = store.initiateMultipartUpload(
                CreateMultipartUploadRequest.builder().bucket(BUCKET).key(key).build());
        store.uploadMultipartPart(
                upload,
                UploadPartRequest.builder()
                        .bucket(BUCKET)
                        .key(key)
                        .partNumber(1)
                        .contentLength(1L)
                        .build(),
                new ByteArrayInputStream(new byte[1]));
    }

    private void put(String key) {
        put(BUCKET, key);
    }

    private void put(String bucket, String key) {
        byte[] content = key.getBytes(StandardCharsets.UTF_8);
        store.putBlob(
                PutObjectRequest.builder()
                        .bucket(bucket)
                        .key(key)
                        .contentLength((long) content.length)
                        .build(),
                new ByteArrayInputStream(content));
    }
}
