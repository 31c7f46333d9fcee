package io.streammirror.store.s3;

import io.minio.MinioAsyncClient;
import io.minio.PutObjectArgs;
import io.streammirror.store.ObjectAttributes;
import io.streammirror.store.UploadId;
import io.streammirror.store.UploadedPart;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.util.Map;

/** Leaves the sending to the SDK. */
final class SdkSender implements ByteSender {
    /** The smallest part size that the SDK accepts; smaller bodies go in one request anyway. */
    private static final long SDK_MIN_PART = 5L * 1024 * 1024;

    private final MinioAsyncClient client;
    private final String bucket;
    private final String region;

    SdkSender(MinioAsyncClient client, String bucket, String region) {
        this.client = client;
        this.bucket = bucket;
        this.region = region;
    }

    @Override
    public UploadedPart part(String key, UploadId upload, int number, ByteBuffer bytes) throws Exception {
        byte[] body = copy(bytes);
        String etag = client.uploadPartAsync(bucket, region, key, body, body.length, upload.value(), number, null, null)
                .get()
                .etag();
        return new UploadedPart(number, etag.replace("\"", ""));
    }

    @Override
    public void whole(String key, ByteBuffer bytes, ObjectAttributes attributes) throws Exception {
        put(wholeObject(bucket, region, key, copy(bytes), attributes));
    }

    @Override
    public void withCrc32c(String key, ByteBuffer bytes, String crc32c) throws Exception {
        put(wholeObject(bucket, region, key, copy(bytes), ObjectAttributes.BYTES)
                .extraHeaders(Map.of("x-amz-checksum-crc32c", crc32c)));
    }

    @Override
    public void close() {}

    private void put(PutObjectArgs.Builder args) throws Exception {
        client.putObject(args.build()).get();
    }

    /** One PUT, never a multipart upload, whatever the size. */
    static PutObjectArgs.Builder wholeObject(
            String bucket, String region, String key, byte[] body, ObjectAttributes attributes) {
        // A part size below the body's would turn this into a multipart upload, which stores do not make conditional.
        return PutObjectArgs.builder().bucket(bucket).region(region).object(key).stream(
                        new ByteArrayInputStream(body), body.length, Math.max(body.length, SDK_MIN_PART))
                .contentType(attributes.contentType())
                .userMetadata(attributes.metadata());
    }

    /** An interrupted call continues in the SDK's threads, while the caller fills the buffer with other bytes. */
    private static byte[] copy(ByteBuffer bytes) {
        byte[] body = new byte[bytes.remaining()];
        bytes.duplicate().get(body);
        return body;
    }
}
