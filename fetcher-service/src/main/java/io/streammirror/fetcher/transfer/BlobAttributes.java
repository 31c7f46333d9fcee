package io.streammirror.fetcher.transfer;

import io.streammirror.event.ItemRequested;
import io.streammirror.store.Blobs;
import io.streammirror.store.ObjectAttributes;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;

/** What is kept beside a fetched blob: what is kept beside every blob, and when it came. */
final class BlobAttributes {
    private BlobAttributes() {}

    static ObjectAttributes of(ItemRequested request, Instant storedAt) {
        ObjectAttributes known =
                Blobs.attributes(request.sha256(), request.size(), ObjectAttributes.BYTES.contentType());
        var metadata = new HashMap<>(known.metadata());
        metadata.put("stored-at", storedAt.truncatedTo(ChronoUnit.SECONDS).toString());
        return new ObjectAttributes(known.contentType(), metadata);
    }
}
