package io.streammirror.stack;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Reads a directory once for all pages of a listing. S3Proxy reads all of it with extended attributes for each page of
 * a thousand keys, which takes seconds from about ten thousand objects on.
 *
 * <p>Later pages show the state at the time of the first page, which S3 allows.
 */
final class CachedListingBlobStore extends ForwardingBlobStore {
    /** A page that is requested later than this is read from the directory again. */
    private static final Duration KEPT = Duration.ofMinutes(1);

    private record Listing(String bucket, String prefix, Instant read, List<S3Object> objects) {}

    private final Clock clock;
    private final AtomicReference<@Nullable Listing> last = new AtomicReference<>();

    CachedListingBlobStore(BlobStore store, Clock clock) {
        super(store);
        this.clock = clock;
    }

    @Override
    public ListObjectsV2Response list(ListObjectsV2Request request) {
        boolean isFlat = request.delimiter() == null || request.delimiter().isEmpty();
        if (!isFlat || request.maxKeys() == null) {
            return super.list(request);
        }
        String after = request.continuationToken();
        if (after != null) {
            return next(request, after);
        }
        if (request.startAfter() != null) {
            return super.list(request);
        }
        Instant now = clock.instant();
        List<S3Object> objects =
                super.list(request.toBuilder().maxKeys(null).build()).contents();
        if (objects.size() > request.maxKeys()) {
            last.set(new Listing(request.bucket(), prefix(request), now, objects));
        }
        return page(objects, "", request.maxKeys());
    }

    private ListObjectsV2Response next(ListObjectsV2Request request, String after) {
        Listing listing = last.get();
        if (listing == null || !continues(listing, request)) {
            return super.list(request);
        }
        ListObjectsV2Response page = page(listing.objects(), after, request.maxKeys());
        if (!page.isTruncated()) {
            last.compareAndSet(listing, null);
        }
        return page;
    }

    private boolean continues(Listing listing, ListObjectsV2Request request) {
        return listing.bucket().equals(request.bucket())
                && listing.prefix().equals(prefix(request))
                && clock.instant().isBefore(listing.read().plus(KEPT));
    }

    private static String prefix(ListObjectsV2Request request) {
        return request.prefix() == null ? "" : request.prefix();
    }

    private static ListObjectsV2Response page(List<S3Object> objects, String after, int size) {
        int found = Collections.binarySearch(
                objects, S3Object.builder().key(after).build(), Comparator.comparing(S3Object::key));
        int from = found < 0 ? -found - 1 : found + 1;
        int to = Math.min(objects.size(), from + size);
        List<S3Object> page = objects.subList(from, to);
        boolean isTruncated = to < objects.size();
        return ListObjectsV2Response.builder()
                .contents(page)
                .keyCount(page.size())
                .isTruncated(isTruncated)
                .nextContinuationToken(
                        isTruncated && !page.isEmpty()
                                ? page.get(page.size() - 1).key()
                                : null)
                .build();
    }
}
