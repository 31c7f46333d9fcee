package io.streammirror.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.minio.GetObjectArgs;
import io.minio.GetPresignedObjectUrlArgs;
import io.minio.ListObjectsArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import io.minio.errors.ErrorResponseException;
import io.minio.http.Method;
import io.streammirror.store.ObjectAttributes;
import io.streammirror.store.StoreCredentials;
import io.streammirror.store.StoreTimeouts;
import io.streammirror.store.UploadId;
import io.streammirror.store.s3.MinioObjectStore;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedS3IT {
    private static final String BUCKET = "stream-mirror";
    private static final StoreCredentials CREDENTIALS = new StoreCredentials("access", "secret-of-the-test");

    private final Path directory;

    EmbeddedS3IT(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void shouldKeepObjectWhenRestarted() throws Exception {
        try (EmbeddedS3 s3 = start()) {
            MinioClient client = client(s3, CREDENTIALS);
            client.makeBucket(MakeBucketArgs.builder().bucket(BUCKET).build());
            put(client, "blobs/sha256/aa/one", "bytes", Map.of());
        }

        try (EmbeddedS3 s3 = start()) {

            assertThat(get(client(s3, CREDENTIALS), "blobs/sha256/aa/one")).isEqualTo("bytes");
        }
    }

    @Test
    void shouldRefuseSecondCreationOfKey() throws Exception {
        try (EmbeddedS3 s3 = start()) {
            MinioClient client = client(s3, CREDENTIALS);
            client.makeBucket(MakeBucketArgs.builder().bucket(BUCKET).build());
            put(client, "log/1.json", "first", Map.of("If-None-Match", "*"));

            assertThatThrownBy(() -> put(client, "log/1.json", "second", Map.of("If-None-Match", "*")))
                    .isInstanceOfSatisfying(
                            ErrorResponseException.class,
                            e -> assertThat(e.response().code()).isEqualTo(412));
            assertThat(get(client, "log/1.json")).isEqualTo("first");
        }
    }

    @Test
    void shouldRefuseRequestWithWrongCredentials() {
        try (EmbeddedS3 s3 = start()) {
            MinioClient stranger = client(s3, new StoreCredentials("access", "guessed"));

            assertThatThrownBy(stranger::listBuckets)
                    .isInstanceOfSatisfying(
                            ErrorResponseException.class,
                            e -> assertThat(e.response().code()).isEqualTo(403));
        }
    }

    @Test
    void shouldRefusePartWithWrongChecksum() throws Exception {
        try (EmbeddedS3 s3 = start();
                var store =
                        new MinioObjectStore(s3.endpoint(), BUCKET, "us-east-1", CREDENTIALS, StoreTimeouts.DEFAULT)) {
            store.ensureBucket();
            UploadId upload = store.beginUpload("blobs/sha256/aa/one", ObjectAttributes.BYTES);

            // Of "123456789" by CRC-32C (iSCSI): E3069283
            assertThat(putPart(s3, upload, "12345678x", "4waSgw==")).isEqualTo(400);
            assertThat(store.listParts("blobs/sha256/aa/one", upload)).isEmpty();
            assertThat(putPart(s3, upload, "123456789", "4waSgw==")).isEqualTo(200);
            assertThat(store.listParts("blobs/sha256/aa/one", upload)).hasSize(1);
        }
    }

    @Test
    void shouldNotListHalfReceivedObjectAfterRestart() throws Exception {
        Path blobs = Files.createDirectories(directory.resolve(BUCKET).resolve("blobs"));
        Files.writeString(blobs.resolve("whole"), "bytes");
        Files.writeString(blobs.resolve("half-0b9c1f9e-5d36-4a4c-8f5d-0f3f0f7f9f11"), "by");

        try (EmbeddedS3 s3 = start()) {

            assertThat(list(client(s3, CREDENTIALS))).containsExactly("blobs/whole");
        }
    }

    private static int putPart(EmbeddedS3 s3, UploadId upload, String body, String crc32c) throws Exception {
        String link = client(s3, CREDENTIALS)
                .getPresignedObjectUrl(GetPresignedObjectUrlArgs.builder()
                        .method(Method.PUT)
                        .bucket(BUCKET)
                        .object("blobs/sha256/aa/one")
                        .extraQueryParams(Map.of("uploadId", upload.value(), "partNumber", "1"))
                        .build());
        HttpRequest request = HttpRequest.newBuilder(URI.create(link))
                .header("x-amz-checksum-crc32c", crc32c)
                .PUT(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private EmbeddedS3 start() {
        return EmbeddedS3.start(directory, 0, CREDENTIALS);
    }

    private static MinioClient client(EmbeddedS3 s3, StoreCredentials credentials) {
        return MinioClient.builder()
                .endpoint(s3.endpoint().toString())
                .credentials(credentials.accessKey(), credentials.secretKey())
                .region("us-east-1")
                .build();
    }

    private static void put(MinioClient client, String key, String body, Map<String, String> headers) throws Exception {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        client.putObject(PutObjectArgs.builder().bucket(BUCKET).object(key).extraHeaders(headers).stream(
                        new ByteArrayInputStream(bytes), bytes.length, -1)
                .build());
    }

    private static String get(MinioClient client, String key) throws Exception {
        try (var object = client.getObject(
                GetObjectArgs.builder().bucket(BUCKET).object(key).build())) {
            return new String(object.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static List<String> list(MinioClient client) throws Exception {
        var keys = new ArrayList<String>();
        for (var result : client.listObjects(
                ListObjectsArgs.builder().bucket(BUCKET).recursive(true).build())) {
            keys.add(result.get().objectName());
        }
        return keys;
    }
}
