package io.streammirror.store.s3;

import io.minio.GetPresignedObjectUrlArgs;
import io.minio.MinioAsyncClient;
import io.minio.S3Escaper;
import io.minio.http.Method;
import io.minio.messages.ListMultipartUploadsResult;
import io.minio.messages.Upload;
import io.streammirror.store.ObjectMissingException;
import io.streammirror.store.PendingUpload;
import io.streammirror.store.StoreException;
import io.streammirror.store.StoredObject;
import io.streammirror.store.StoredPart;
import io.streammirror.store.UploadId;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Lists the objects of the bucket, page by page. */
final class ObjectListings {
    /** From signing to answering: only clock skew and queueing. */
    private static final int LINK_MINUTES = 15;

    private static final long LONGEST_ERROR = 4096;

    private final MinioAsyncClient client;
    private final OkHttpClient http;
    private final String bucket;
    private final String region;
    private final HttpUrl bucketUrl;
    private final RequestSigner signer;
    private final StoreCalls calls;

    /**
     * @param bucketUrl the URL below which the keys are
     */
    ObjectListings(
            MinioAsyncClient client,
            OkHttpClient http,
            String bucket,
            String region,
            HttpUrl bucketUrl,
            RequestSigner signer,
            StoreCalls calls) {
        this.client = client;
        this.http = http;
        this.bucket = bucket;
        this.region = region;
        this.bucketUrl = bucketUrl;
        this.signer = signer;
        this.calls = calls;
    }

    void objects(String prefix, Consumer<StoredObject> visitor) {
        String previous = "";
        String token = null;
        while (true) {
            ObjectPage page = objectsAfter(token, prefix);
            for (StoredObject object : page.objects()) {
                if (object.key().compareTo(previous) < 0) {
                    throw new StoreException("the store lists " + object.key() + " after " + previous
                            + ": it does not list in key order, as S3 does");
                }
                previous = object.key();
                visitor.accept(object);
            }
            if (!page.truncated()) {
                return;
            }
            if (page.next() == null || page.next().equals(token)) {
                throw new StoreException("the store lists objects below " + prefix
                        + " in pages, and does not say where the next begins");
            }
            token = page.next();
        }
    }

    private ObjectPage objectsAfter(@Nullable String token, String prefix) {
        HttpUrl.Builder url = bucketUrl
                .newBuilder()
                .addQueryParameter("list-type", "2")
                // XML has no form for some characters of keys.
                .addQueryParameter("encoding-type", "url")
                // Encoded as signatures want it, which OkHttp does not.
                .addEncodedQueryParameter("prefix", S3Escaper.encode(prefix));
        if (token != null) {
            url.addEncodedQueryParameter("continuation-token", S3Escaper.encode(token));
        }
        HttpUrl page = url.build();
        return calls.repeat("list", prefix, () -> {
            var request = new Request.Builder().url(page).headers(Headers.of(signer.get(page)));
            try (Response response = http.newCall(request.build()).execute()) {
                return ObjectPage.parse(body(response));
            }
        });
    }

    private static InputStream body(Response response) throws Exception {
        if (!response.isSuccessful()) {
            throw new S3ErrorException(
                    response.code(),
                    S3ErrorException.code(response.peekBody(LONGEST_ERROR).string()));
        }
        return response.body().byteStream();
    }

    List<StoredPart> parts(String key, UploadId upload) {
        List<StoredPart> parts = partsIfAny(key, upload);
        // Some stores, S3Proxy 4.1.0 among them, answer for an upload that is gone as for one without parts.
        if (parts.isEmpty() && !isPending(key, upload)) {
            throw new ObjectMissingException(key, upload);
        }
        return parts;
    }

    private boolean isPending(String key, UploadId upload) {
        var found = new AtomicBoolean();
        uploads(
                key,
                pending -> found.compareAndSet(
                        false, pending.key().equals(key) && pending.upload().equals(upload)));
        return found.get();
    }

    private List<StoredPart> partsIfAny(String key, UploadId upload) {
        var parts = new ArrayList<StoredPart>();
        int marker = 0;
        while (true) {
            PartPage page = partsAfter(marker, key, upload);
            parts.addAll(page.parts());
            // The marker must move on, or a store that forgets it would be asked for ever.
            if (!page.truncated() || page.nextMarker() <= marker) {
                return List.copyOf(parts);
            }
            marker = page.nextMarker();
        }
    }

    private PartPage partsAfter(int marker, String key, UploadId upload) {
        try {
            return calls.repeat("list the parts of", key, () -> get(key, upload, marker));
        } catch (ObjectMissingException missing) {
            throw new ObjectMissingException(key, upload);
        }
    }

    private PartPage get(String key, UploadId upload, int marker) throws Exception {
        String link = client.getPresignedObjectUrl(GetPresignedObjectUrlArgs.builder()
                .method(Method.GET)
                .bucket(bucket)
                .region(region)
                .object(key)
                .extraQueryParams(Map.of(
                        "uploadId", upload.value(),
                        "part-number-marker", Integer.toString(marker)))
                .expiry(LINK_MINUTES, TimeUnit.MINUTES)
                .build());
        try (Response response =
                http.newCall(new Request.Builder().url(link).build()).execute()) {
            return PartPage.parse(body(response));
        }
    }

    void uploads(String prefix, Consumer<PendingUpload> visitor) {
        String key = null;
        String upload = null;
        while (true) {
            ListMultipartUploadsResult page = uploadsAfter(key, upload, prefix);
            for (Upload pending : page.uploads()) {
                // Some stores do not know the prefix.
                if (pending.objectName().startsWith(prefix)) {
                    visitor.accept(new PendingUpload(
                            pending.objectName(),
                            new UploadId(pending.uploadId()),
                            pending.initiated().toInstant()));
                }
            }
            boolean moves =
                    !Objects.equals(page.nextKeyMarker(), key) || !Objects.equals(page.nextUploadIdMarker(), upload);
            if (!page.isTruncated() || !moves) {
                return;
            }
            key = page.nextKeyMarker();
            upload = page.nextUploadIdMarker();
        }
    }

    private ListMultipartUploadsResult uploadsAfter(@Nullable String key, @Nullable String upload, String prefix) {
        return calls.repeat("list the uploads below", prefix, () -> client.listMultipartUploadsAsync(
                        bucket, region, null, null, key, null, prefix, upload, null, null)
                .get()
                .result());
    }
}
