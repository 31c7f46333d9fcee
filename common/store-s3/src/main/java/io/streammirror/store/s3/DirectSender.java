package io.streammirror.store.s3;

import io.minio.S3Escaper;
import io.streammirror.store.ObjectAttributes;
import io.streammirror.store.UploadId;
import io.streammirror.store.UploadedPart;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.zip.CRC32C;
import okhttp3.HttpUrl;

/**
 * Sends bytes by plain HTTP straight from the caller's buffer, guarded by a CRC-32C where the store checks it and by MD5 where it
 * does not.
 *
 * <p>The SDK's own calls copy the bytes and hash them with SHA-256, which costs as much again as fetching and verifying them.
 */
final class DirectSender implements ByteSender {
    private static final String CRC32C_HEADER = "x-amz-checksum-crc32c";

    private final HttpUrl bucket;
    private final RequestSigner signer;
    private final PutClient http;
    private final BooleanSupplier storeChecksCrc32c;

    /**
     * @param bucket the URL below which the keys are
     */
    DirectSender(HttpUrl bucket, RequestSigner signer, PutClient http, BooleanSupplier storeChecksCrc32c) {
        this.bucket = bucket;
        this.signer = signer;
        this.http = http;
        this.storeChecksCrc32c = storeChecksCrc32c;
    }

    @Override
    public UploadedPart part(String key, UploadId upload, int number, ByteBuffer bytes) throws Exception {
        HttpUrl url = url(key).addQueryParameter("partNumber", Integer.toString(number))
                // Encoded as signatures want it, which OkHttp does not: radosgw's have a tilde.
                .addEncodedQueryParameter("uploadId", S3Escaper.encode(upload.value()))
                .build();
        return new UploadedPart(number, send(url, guard(bytes), bytes));
    }

    @Override
    public void whole(String key, ByteBuffer bytes, ObjectAttributes attributes) throws Exception {
        var headers = new HashMap<>(guard(bytes));
        headers.put("Content-Type", attributes.contentType());
        attributes.metadata().forEach((name, value) -> headers.put("x-amz-meta-" + name, value));
        send(url(key).build(), headers, bytes);
    }

    @Override
    public void withCrc32c(String key, ByteBuffer bytes, String crc32c) throws Exception {
        send(url(key).build(), Map.of(CRC32C_HEADER, crc32c), bytes);
    }

    @Override
    public void close() {
        http.close();
    }

    private HttpUrl.Builder url(String key) {
        return bucket.newBuilder().addEncodedPathSegments(S3Escaper.encodePath(key));
    }

    private String send(HttpUrl url, Map<String, String> headers, ByteBuffer bytes) throws Exception {
        return http.put(url.uri(), signer.put(url, headers), bytes);
    }

    private Map<String, String> guard(ByteBuffer bytes) throws Exception {
        return storeChecksCrc32c.getAsBoolean()
                ? Map.of(CRC32C_HEADER, crc32c(bytes))
                : Map.of("Content-MD5", md5(bytes));
    }

    /** In the form of S3: the four bytes, highest first, in Base64. */
    static String crc32c(ByteBuffer bytes) {
        var crc = new CRC32C();
        crc.update(bytes.duplicate());
        return base64(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }

    private static String md5(ByteBuffer bytes) throws Exception {
        var digest = MessageDigest.getInstance("MD5");
        digest.update(bytes.duplicate());
        return base64(digest.digest());
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
