package io.streammirror.store.minio;

import io.minio.GetPresignedObjectUrlArgs;
import io.minio.MinioAsyncClient;
import io.minio.http.Method;
import io.streammirror.store.UploadId;
import io.streammirror.store.UploadedPart;
import java.io.IOException;
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

/**
 * Sends parts straight from the caller's buffer.
 *
 * <p>The SDK's own call takes an array or a stream, copies it and hashes it with SHA-256. Parts carry all bytes of the mirror, so
 * here the URL is signed and the body is guarded by {@code Content-MD5}, which every S3 store checks.
 */
final class PartSender {
    /** From signing to the last byte of the headers: only clock skew and queueing. */
    private static final int VALID_MINUTES = 15;

    private final MinioAsyncClient signer;
    private final OkHttpClient http;
    private final String bucket;
    private final String region;

    PartSender(MinioAsyncClient signer, OkHttpClient http, String bucket, String region) {
        this.signer = signer;
        this.http = http;
        this.bucket = bucket;
        this.region = region;
    }

    UploadedPart send(String key, UploadId upload, int number, ByteBuffer bytes) throws Exception {
        String url = signer.getPresignedObjectUrl(GetPresignedObjectUrlArgs.builder()
                .method(Method.PUT)
                .bucket(bucket)
                .region(region)
                .object(key)
                .extraQueryParams(Map.of("uploadId", upload.value(), "partNumber", Integer.toString(number)))
                .expiry(VALID_MINUTES, TimeUnit.MINUTES)
                .build());
        var request = new Request.Builder()
                .url(url)
                .header("Content-MD5", md5(bytes))
                .put(new BufferBody(bytes))
                .build();
        try (Response response = http.newCall(request).execute()) {
            String etag = response.header("ETag");
            if (!response.isSuccessful()) {
                throw new PartRefusedException(response.code(), errorCode(response));
            }
            if (etag == null) {
                throw new IOException("the answer has no ETag");
            }
            return new UploadedPart(number, etag.replace("\"", ""));
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
        private static final MediaType BYTES = MediaType.get("application/octet-stream");

        private final ByteBuffer bytes;

        BufferBody(ByteBuffer bytes) {
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
