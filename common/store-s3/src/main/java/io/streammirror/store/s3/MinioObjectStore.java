package io.streammirror.store.s3;

import com.google.common.collect.HashMultimap;
import com.google.common.collect.Multimap;
import io.minio.BucketExistsArgs;
import io.minio.GetObjectArgs;
import io.minio.GetObjectResponse;
import io.minio.GetPresignedObjectUrlArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioAsyncClient;
import io.minio.PutObjectArgs;
import io.minio.RemoveObjectArgs;
import io.minio.StatObjectArgs;
import io.minio.StatObjectResponse;
import io.minio.http.Method;
import io.minio.messages.Part;
import io.streammirror.store.ObjectAttributes;
import io.streammirror.store.ObjectMissingException;
import io.streammirror.store.ObjectStore;
import io.streammirror.store.PendingUpload;
import io.streammirror.store.StoreCredentials;
import io.streammirror.store.StoreException;
import io.streammirror.store.StoreTimeouts;
import io.streammirror.store.StoredObject;
import io.streammirror.store.StoredPart;
import io.streammirror.store.UploadId;
import io.streammirror.store.UploadWay;
import io.streammirror.store.UploadedPart;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import okhttp3.ConnectionSpec;
import okhttp3.Dispatcher;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;

/**
 * One bucket of an S3-compatible store, through the MinIO SDK.
 *
 * <p>Calls that may be repeated are repeated a few times when the store does not answer; {@link #create} and
 * {@link #completeUpload} never are, because their first try may have worked.
 */
public final class MinioObjectStore implements ObjectStore, AutoCloseable {
    private final String bucket;
    private final String region;
    private final OkHttpClient http;
    private final MinioAsyncClient client;
    private final MinioAsyncClient oneShot;
    private final ByteSender bytes;
    private final StoreCalls calls;
    private final ObjectListings listings;
    private final ChecksumSupport checksums;
    private final StoreTime time = new StoreTime();

    /** The store as {@link UploadWay#DIRECT} reaches it. */
    public MinioObjectStore(
            URI endpoint, String bucket, String region, StoreCredentials credentials, StoreTimeouts timeouts) {
        this(endpoint, bucket, region, credentials, timeouts, UploadWay.DIRECT);
    }

    public MinioObjectStore(
            URI endpoint,
            String bucket,
            String region,
            StoreCredentials credentials,
            StoreTimeouts timeouts,
            UploadWay upload) {
        this.bucket = bucket;
        this.region = region;
        // There is one host; OkHttp's 5 at a time would let slow completions hold up everything else.
        var dispatcher = new Dispatcher();
        dispatcher.setMaxRequestsPerHost(dispatcher.getMaxRequests());
        this.http = new OkHttpClient.Builder()
                .dispatcher(dispatcher)
                .connectTimeout(timeouts.connect())
                .readTimeout(timeouts.idle())
                .writeTimeout(timeouts.idle())
                .connectionSpecs(specs(endpoint))
                .addNetworkInterceptor(time)
                .build();
        this.client = client(endpoint, region, credentials, http);
        // OkHttp repeats a request that failed on a reused connection; the first try may have reached the store.
        this.oneShot = client(
                endpoint,
                region,
                credentials,
                http.newBuilder().retryOnConnectionFailure(false).build());
        this.calls = new StoreCalls(endpoint, bucket);
        var signer = new RequestSigner(region, credentials, Clock.systemUTC());
        this.listings = new ObjectListings(client, http, bucket, region, bucketUrl(), signer, calls);
        this.checksums = new ChecksumSupport(this::sendWithCrc32c, this::delete, calls);
        this.bytes = switch (upload) {
            case SDK -> new SdkSender(client, bucket, region);
            case DIRECT -> new DirectSender(bucketUrl(), signer, new PutClient(timeouts), checksums::areChecked);
        };
    }

    /** The URL below which the keys are: some stores have the bucket in the path, others in the host's name. */
    private HttpUrl bucketUrl() {
        HttpUrl link = HttpUrl.get(presignedGet("k", Duration.ofMinutes(1)));
        return link.newBuilder()
                .query(null)
                .removePathSegment(link.pathSize() - 1)
                .build();
    }

    private void sendWithCrc32c(String key, ByteBuffer body, String crc32c) throws Exception {
        bytes.withCrc32c(key, body, crc32c);
    }

    /**
     * A client that may speak TLS reads all certificates of the system when it is built: a third of a second at a cold
     * start, for nothing.
     */
    private static List<ConnectionSpec> specs(URI endpoint) {
        return "http".equals(endpoint.getScheme())
                ? List.of(ConnectionSpec.CLEARTEXT)
                : List.of(ConnectionSpec.MODERN_TLS);
    }

    private static MinioAsyncClient client(
            URI endpoint, String region, StoreCredentials credentials, OkHttpClient http) {
        return MinioAsyncClient.builder()
                .endpoint(endpoint.toString())
                .region(region)
                .credentials(credentials.accessKey(), credentials.secretKey())
                .httpClient(http)
                .build();
    }

    @Override
    public void ensureBucket() {
        boolean exists = calls.repeat("find bucket", bucket, () -> client.bucketExists(
                        BucketExistsArgs.builder().bucket(bucket).region(region).build())
                .get());
        if (!exists) {
            calls.unlessRefused("create bucket", bucket, StoreCalls::bucketIsThereAlready, () -> client.makeBucket(
                            MakeBucketArgs.builder()
                                    .bucket(bucket)
                                    .region(region)
                                    .build())
                    .get());
        }
    }

    @Override
    public Optional<StoredObject> head(String key) {
        try {
            StatObjectResponse found = calls.repeat("head", key, () -> client.statObject(StatObjectArgs.builder()
                            .bucket(bucket)
                            .region(region)
                            .object(key)
                            .build())
                    .get());
            var metadata = new HashMap<String, String>();
            found.userMetadata().forEach((name, value) -> metadata.put(name.toLowerCase(Locale.ROOT), value));
            ZonedDateTime modified = found.lastModified();
            return Optional.of(
                    new StoredObject(key, found.size(), metadata, modified == null ? null : modified.toInstant()));
        } catch (ObjectMissingException missing) {
            return Optional.empty();
        }
    }

    @Override
    public byte[] read(String key, long maxBytes) {
        int limit = (int) Math.min(maxBytes, Integer.MAX_VALUE - 16);
        byte[] body = calls.repeat("read", key, () -> {
            try (InputStream in = get(key, 0)) {
                return in.readNBytes(limit + 1);
            }
        });
        if (body.length > limit) {
            throw new StoreException("object " + key + " is larger than the " + maxBytes + " bytes allowed for it");
        }
        return body;
    }

    @Override
    public InputStream open(String key, long offset) {
        return calls.repeat("open", key, () -> get(key, offset));
    }

    private InputStream get(String key, long offset) throws Exception {
        GetObjectArgs.Builder args =
                GetObjectArgs.builder().bucket(bucket).region(region).object(key);
        if (offset > 0) {
            args.offset(offset);
        }
        try {
            GetObjectResponse body = client.getObject(args.build()).get();
            return body;
        } catch (Exception e) {
            if (StoreCalls.pastTheEnd(e)) {
                return InputStream.nullInputStream();
            }
            throw e;
        }
    }

    @Override
    public void list(String prefix, Consumer<StoredObject> visitor) {
        listings.objects(prefix, visitor);
    }

    @Override
    public List<StoredPart> listParts(String key, UploadId upload) {
        return listings.parts(key, upload);
    }

    @Override
    public void listUploads(String prefix, Consumer<PendingUpload> visitor) {
        listings.uploads(prefix, visitor);
    }

    @Override
    public Optional<Instant> time() {
        return time.now();
    }

    @Override
    public URI presignedGet(String key, Duration validity) {
        return calls.once(
                "presign",
                key,
                () -> URI.create(client.getPresignedObjectUrl(GetPresignedObjectUrlArgs.builder()
                        .method(Method.GET)
                        .bucket(bucket)
                        .region(region)
                        .object(key)
                        .expiry(Math.toIntExact(validity.toSeconds()), TimeUnit.SECONDS)
                        .build())));
    }

    @Override
    public void put(String key, byte[] body, ObjectAttributes attributes) {
        calls.repeat(
                "put", key, () -> client.putObject(whole(key, body, attributes).build())
                        .get());
    }

    @Override
    public void put(String key, ByteBuffer body, ObjectAttributes attributes) {
        calls.repeat("put", key, () -> {
            bytes.whole(key, body, attributes);
            return key;
        });
    }

    @Override
    public boolean checksCrc32c() {
        return checksums.areChecked();
    }

    @Override
    public boolean create(String key, byte[] body, ObjectAttributes attributes) {
        return calls.unlessRefused(
                "create", key, StoreCalls::keyIsTaken, () -> oneShot.putObject(whole(key, body, attributes)
                                .extraHeaders(Map.of("If-None-Match", "*"))
                                .build())
                        .get());
    }

    private PutObjectArgs.Builder whole(String key, byte[] body, ObjectAttributes attributes) {
        return SdkSender.wholeObject(bucket, region, key, body, attributes);
    }

    @Override
    public UploadId beginUpload(String key, ObjectAttributes attributes) {
        Multimap<String, String> headers = HashMultimap.create();
        headers.put("Content-Type", attributes.contentType());
        attributes.metadata().forEach((name, value) -> headers.put("x-amz-meta-" + name, value));
        return calls.repeat(
                "begin upload of",
                key,
                () -> new UploadId(client.createMultipartUploadAsync(bucket, region, key, headers, null)
                        .get()
                        .result()
                        .uploadId()));
    }

    @Override
    public UploadedPart uploadPart(String key, UploadId upload, int number, ByteBuffer body) {
        return calls.repeat("upload part " + number + " of", key, () -> bytes.part(key, upload, number, body));
    }

    @Override
    public void completeUpload(String key, UploadId upload, List<UploadedPart> list) {
        Part[] named =
                list.stream().map(part -> new Part(part.number(), part.etag())).toArray(Part[]::new);
        calls.once("complete upload of", key, () -> oneShot.completeMultipartUploadAsync(
                        bucket, region, key, upload.value(), named, null, null)
                .get());
    }

    @Override
    public void abortUpload(String key, UploadId upload) {
        calls.unlessRefused("abort upload of", key, StoreCalls::nothingThere, () -> client.abortMultipartUploadAsync(
                        bucket, region, key, upload.value(), null, null)
                .get());
    }

    @Override
    public void delete(String key) {
        try {
            calls.repeat("delete", key, () -> client.removeObject(RemoveObjectArgs.builder()
                            .bucket(bucket)
                            .region(region)
                            .object(key)
                            .build())
                    .get());
        } catch (ObjectMissingException missing) {
            // Most stores do not say.
        }
    }

    /** Lets go of the HTTP clients' threads and connections. */
    @Override
    public void close() {
        bytes.close();
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }
}
