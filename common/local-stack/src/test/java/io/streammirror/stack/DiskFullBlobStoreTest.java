package io.streammirror.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

final class DiskFullBlobStoreTest {
    @TempDir
    private Path directory;

    @Test
    void shouldAnswerInsufficientStorageWhenDiskOrQuotaIsFull() {
        assertThatExceptionOfType(S3Exception.class)
                .isThrownBy(() -> put("No space left on device"))
                .satisfies(e -> assertThat(e.statusCode()).isEqualTo(507));
        assertThatExceptionOfType(S3Exception.class)
                .isThrownBy(() -> put("/data/x: Disk quota exceeded"))
                .satisfies(e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InsufficientStorage"));
    }

    @Test
    void shouldPassOtherErrorsOn() {
        assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> put("Input/output error"));
    }

    private void put(String trouble) {
        var failing = new ForwardingBlobStore(new FilesystemNio2BlobStore(directory.toString())) {
            @Override
            public PutObjectResponse putBlob(PutObjectRequest request, InputStream body) {
                throw new UncheckedIOException(new IOException(trouble));
            }
        };
        new DiskFullBlobStore(failing)
                .putBlob(PutObjectRequest.builder().bucket("b").key("k").build(), InputStream.nullInputStream());
    }
}
