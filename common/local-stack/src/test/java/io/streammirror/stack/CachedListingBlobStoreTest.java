package io.streammirror.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.streammirror.testing.time.ManualClock;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Object;

class CachedListingBlobStoreTest {
    private static final String BUCKET = "mirror";

    @TempDir
    private Path directory;

    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-26T00:00:00Z"));
    private int readings;
    private CachedListingBlobStore store;

    @BeforeEach
    void fill() {
        var counted = new ForwardingBlobStore(new FilesystemNio2BlobStore(directory.toString())) {
            @Override
            public ListObjectsV2Response list(ListObjectsV2Request request) {
                readings++;
                return super.list(request);
            }
        };
        store = new CachedListingBlobStore(counted, clock);
        store.createContainer(BUCKET);
        IntStream.range(0, 25).forEach(number -> put("blobs/" + number));
        put("catalogs/1");
    }

    @Test
    void shouldReadDirectoryOnceForAllPages() {
        List<String> keys = listing("blobs/", 10);

        assertThat(keys).hasSize(25).isSorted().allMatch(key -> key.startsWith("blobs/"));
        assertThat(readings).isEqualTo(1);
    }

    @Test
    void shouldReadAgainWhenListingStartsAgain() {
        listing("", 10);

        put("blobs/new");

        assertThat(listing("", 10)).hasSize(27).contains("blobs/new");
        assertThat(readings).isEqualTo(2);
    }

    @Test
    void shouldReadAgainForOtherPrefixOrLatePage() {
        ListObjectsV2Response first = page("blobs/", 10, null);

        assertThat(page("", 30, "blobs/9").contents()).extracting(S3Object::key).containsExactly("catalogs/1");
        clock.advance(Duration.ofMinutes(1));
        assertThat(page("blobs/", 30, first.nextContinuationToken()).contents()).hasSize(15);
        assertThat(readings).isEqualTo(3);
    }

    @Test
    void shouldEndListingWhenPageHasAll() {
        ListObjectsV2Response page = page("blobs/", 25, null);

        assertThat(page.contents()).hasSize(25);
        assertThat(page.isTruncated()).isFalse();
        assertThat(page.nextContinuationToken()).isNull();
    }

    private List<String> listing(String prefix, int size) {
        var keys = new ArrayList<String>();
        String token = null;
        do {
            ListObjectsV2Response page = page(prefix, size, token);
            page.contents().forEach(object -> keys.add(object.key()));
            token = page.nextContinuationToken();
        } while (token != null);
        return keys;
    }

    private ListObjectsV2Response page(String prefix, int size, @Nullable String token) {
        return store.list(ListObjectsV2Request.builder()
                .bucket(BUCKET)
                .prefix(prefix)
                .maxKeys(size)
                .continuationToken(token)
                .build());
    }

    private void put(String key) {
        byte[] content = key.getBytes(StandardCharsets.UTF_8);
        store.putBlob(
                PutObjectRequest.builder()
                        .bucket(BUCKET)
                        .key(key)
                        .contentLength((long) content.length)
                        .build(),
                new ByteArrayInputStream(content));
    }
}
