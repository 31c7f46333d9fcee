package io.streammirror.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompletedMultipartUpload;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.Part;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;

/** S3Proxy lists and completes parts that it has not written. */
final class PartWritingBlobStoreTest {
    private static final String BUCKET = "mirror";
    private static final String KEY = "blobs/sha256/aa/key";
    private static final byte[] FIRST = bytes(200_000);
    private static final byte[] SECOND = bytes(7);

    @TempDir
    private Path directory;

    private BlobStore store;
    private MultipartUpload upload;

    @BeforeEach
    void begin() {
        store = new PartWritingBlobStore(new FilesystemNio2BlobStore(directory.toString()), directory);
        store.createContainer(BUCKET);
        upload = store.initiateMultipartUpload(
                CreateMultipartUploadRequest.builder().bucket(BUCKET).key(KEY).build());
    }

    @Test
    void shouldListAndCompletePartsThatItWrote() throws IOException {
        String first = upload(1, FIRST);
        String second = upload(2, SECOND);

        List<Part> parts = store.listMultipartUpload(upload);
        complete(first, second);

        assertThat(parts).extracting(Part::eTag).containsExactly(first, second);
        assertThat(parts).extracting(Part::size).containsExactly(200_000L, 7L);
        try (InputStream whole =
                store.getBlob(GetObjectRequest.builder().bucket(BUCKET).key(KEY).build())) {
            assertThat(whole.readNBytes(FIRST.length)).isEqualTo(FIRST);
            assertThat(whole.readAllBytes()).isEqualTo(SECOND);
        }
        assertThat(files()).containsExactly(KEY);
    }

    @Test
    void shouldGiveSameETagToSameBytesOnly() {
        String etag = upload(1, FIRST);

        assertThat(upload(1, FIRST)).isEqualTo(etag).matches("[0-9a-f]{32}");
        assertThat(upload(1, SECOND)).isNotEqualTo(etag);
        assertThat(store.listMultipartUpload(upload)).hasSize(1);
    }

    @Test
    void shouldLeavePartWithMd5ToS3Proxy() {
        UploadPartRequest request = request(1, SECOND.length).toBuilder()
                .contentMD5("AAAAAAAAAAAAAAAAAAAAAA==")
                .build();

        assertThatExceptionOfType(RuntimeException.class)
                .isThrownBy(() -> store.uploadMultipartPart(upload, request, new ByteArrayInputStream(SECOND)));
        assertThat(store.listMultipartUpload(upload)).isEmpty();
    }

    @Test
    void shouldKeepFormerPartAndNoRestWhenBodyFails() throws IOException {
        String etag = upload(1, FIRST);
        List<String> before = files();
        InputStream failing = new SequenceInputStream(new ByteArrayInputStream(FIRST), new FailingBody());

        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> store.uploadMultipartPart(upload, request(1, FIRST.length), failing))
                .withMessageContaining("checksum differs");
        assertThat(store.listMultipartUpload(upload)).extracting(Part::eTag).containsExactly(etag);
        assertThat(files()).isEqualTo(before);
    }

    private String upload(int number, byte[] body) {
        return store.uploadMultipartPart(upload, request(number, body.length), new ByteArrayInputStream(body))
                .eTag();
    }

    private void complete(String... etags) {
        List<CompletedPart> parts = Stream.iterate(1, number -> number <= etags.length, number -> number + 1)
                .map(number -> CompletedPart.builder()
                        .partNumber(number)
                        .eTag(etags[number - 1])
                        .build())
                .toList();
        store.completeMultipartUpload(
                upload,
                CompleteMultipartUploadRequest.builder()
                        .bucket(BUCKET)
                        .key(KEY)
                        .uploadId(upload.id())
                        .multipartUpload(
                                CompletedMultipartUpload.builder().parts(parts).build())
                        .build());
    }

    private List<String> files() throws IOException {
        Path bucket = directory.resolve(BUCKET);
        try (Stream<Path> found = Files.walk(bucket)) {
            return found.filter(Files::isRegularFile)
                    .map(file -> bucket.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    private static UploadPartRequest request(int number, long length) {
        return UploadPartRequest.builder()
                .bucket(BUCKET)
                .key(KEY)
                .partNumber(number)
                .contentLength(length)
                .checksumCRC32C("any: the body compares it")
                .build();
    }

    private static byte[] bytes(int length) {
        var bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private static final class FailingBody extends InputStream {
        @Override
        public int read() throws IOException {
            throw new IOException("checksum differs");
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            throw new IOException("checksum differs");
        }
    }
}
