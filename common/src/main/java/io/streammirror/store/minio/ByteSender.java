package io.streammirror.store.minio;

import io.minio.GetPresignedObjectUrlArgs;
import io.minio.MinioAsyncClient;
import io.minio.http.Method;
import io.streammirror.store.ObjectAttributes;
import io.streammirror.store.UploadId;
import io.streammirror.store.UploadedPart;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import okhttp3.Headers;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/**
 * Sends parts and whole items straight from the caller's buffer.
 *
 * <p>The SDK's own call takes an array or a stream, copies it and hashes it with SHA-256. They carry all bytes of the mirror, so
 * here the URL is signed and the body is guarded by {@code Content-MD5}, which every S3 store checks.
 */
final class ByteSender {
    /** From signing to the last byte of the headers: only clock skew and queueing. */
    private static final int VALID_MINUTES = 15;

    private final MinioAsyncClient signer;
    private final OkHttpClient http;
    private final String bucket;
    private final String region;

    ByteSender(MinioAsyncClient signer, OkHttpClient http, String bucket, String region) {
        this.signer = signer;
        this.http = http;
        this.bucket = bucket;
        this.region = region;
    }

    UploadedPart part(String key, UploadId upload, int number, ByteBuffer bytes) throws Exception {
        var query = Map.of("uploadId", upload.value(), "partNumber", Integer.toString(number));
        return new UploadedPart(number, send(key, query, Map.of(), bytes));
    }

    /** Answers the ETag of the object. */
    String whole(String key, ByteBuffer bytes, ObjectAttributes attributes) throws Exception {
        var headers = new HashMap<String, String>();
        headers.put("Content-Type", attributes.contentType());
        attributes.metadata().forEach((name, value) -> headers.put("x-amz-meta-" + name, value));
        return send(key, Map.of(), headers, bytes);
    }

    /** Sends bytes with a CRC-32C, right or wrong. */
    void withCrc32c(String key, ByteBuffer bytes, String crc32c) throws Exception {
        send(key, Map.of(), Map.of("x-amz-checksum-crc32c", crc32c), bytes);
    }

    private String send(String key, Map<String, String> query, Map<String, String> headers, ByteBuffer bytes)
            throws Exception {
        String url = signer.getPresignedObjectUrl(GetPresignedObjectUrlArgs.builder()
                .method(Method.PUT)
                .bucket(bucket)
                .region(region)
                .object(key)
                .extraQueryParams(query)
                .extraHeaders(headers)
                .expiry(VALID_MINUTES, TimeUnit.MINUTES)
                .build());
        var request = new Request.Builder()
                .url(url)
                .headers(Headers.of(headers))
                .header("Content-MD5", md5(bytes))
                .put(new BufferBody(bytes, headers.get("Content-Type")))
                .build();
        try (Response response = http.newCall(request).execute()) {
            String etag = response.header("ETag");
            if (!response.isSuccessful()) {
                throw new BytesRefusedException(response.code(), errorCode(response));
            }
            if (etag == null) {
                throw new IOException("the answer has no ETag");
            }
            return etag.replace("\"", "");
        }
    }

    private static String md5(ByteBuffer bytes) throws Exception {
        var digest = MessageDigest.getInstance("MD5");
        digest.update(bytes.duplicate());
        return Base64.getEncoder().encodeToString(digest.digest());
    }

    /** The {@code <Code>} of S3's error document, which is all that a message may repeat of it. */
    private static String errorCode(Response response) throws IOException {
        String body = response.peekBody(4096).string();
        int start = body.indexOf("<Code>");
        int end = body.indexOf("</Code>");
        return start >= 0 && end > start ? body.substring(start + "<Code>".length(), end) : "";
    }

    /** May be written several times, from the same position. */
    private static final class BufferBody extends RequestBody {
        private final ByteBuffer bytes;
        private final @Nullable MediaType type;

        BufferBody(ByteBuffer bytes, @Nullable String type) {
            this.bytes = bytes.slice();
            this.type = type == null ? null : MediaType.get(type);
        }

        @Override
        public @Nullable MediaType contentType() {
            return type;
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
