package io.streammirror.benchmarks.store;

import io.minio.GetPresignedObjectUrlArgs;
import io.minio.MinioClient;
import io.minio.http.Method;
import io.streammirror.store.StoreCredentials;
import io.streammirror.store.UploadId;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;

/** Ways that are not the product's: a presigned URL and another HTTP client. */
final class PresignedWays {
    private static final MediaType BYTES = MediaType.get("application/octet-stream");

    private final MinioClient signer;
    private final String bucket;
    private final OkHttpClient okHttp = new OkHttpClient();

    PresignedWays(URI endpoint, String bucket, String region, StoreCredentials credentials) {
        this.signer = MinioClient.builder()
                .endpoint(endpoint.toString())
                .region(region)
                .credentials(credentials.accessKey(), credentials.secretKey())
                .build();
        this.bucket = bucket;
    }

    /** The earlier way of the product: the SDK's HTTP client, guarded by MD5. */
    void okHttpWithMd5(String key, UploadId upload, int number, ByteBuffer bytes) throws Exception {
        var digest = MessageDigest.getInstance("MD5");
        digest.update(bytes.duplicate());
        var request = new Request.Builder()
                .url(url(key, upload, number))
                .header("Content-MD5", Base64.getEncoder().encodeToString(digest.digest()))
                .put(new Body(bytes))
                .build();
        try (Response response = okHttp.newCall(request).execute()) {
            require(response.code());
        }
    }

    /** The JDK's old client, without a guard: the least that any client in Java needs. */
    void urlConnection(String key, UploadId upload, int number, ByteBuffer bytes) throws Exception {
        var connection =
                (HttpURLConnection) URI.create(url(key, upload, number)).toURL().openConnection();
        connection.setRequestMethod("PUT");
        connection.setDoOutput(true);
        connection.setFixedLengthStreamingMode(bytes.remaining());
        try (OutputStream out = connection.getOutputStream()) {
            out.write(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
        }
        require(connection.getResponseCode());
        connection.getInputStream().close();
    }

    private String url(String key, UploadId upload, int number) throws Exception {
        return signer.getPresignedObjectUrl(GetPresignedObjectUrlArgs.builder()
                .method(Method.PUT)
                .bucket(bucket)
                .object(key)
                .extraQueryParams(Map.of("uploadId", upload.value(), "partNumber", Integer.toString(number)))
                .expiry(1, TimeUnit.HOURS)
                .build());
    }

    private static void require(int status) throws IOException {
        if (status != 200) {
            throw new IOException("HTTP " + status);
        }
    }

    private static final class Body extends RequestBody {
        private final ByteBuffer bytes;

        Body(ByteBuffer bytes) {
            this.bytes = bytes.slice();
        }

        @Override
        public MediaType contentType() {
            return BYTES;
        }

        @Override
        public long contentLength() {
            return bytes.remaining();
        }

        @Override
        public void writeTo(BufferedSink sink) throws IOException {
            ByteBuffer left = bytes.duplicate();
            while (left.hasRemaining()) {
                sink.write(left);
            }
        }
    }
}
