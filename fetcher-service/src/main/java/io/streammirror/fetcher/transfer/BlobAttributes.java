package io.streammirror.fetcher.transfer;

import io.streammirror.events.ItemRequested;
import io.streammirror.store.ObjectAttributes;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** What is kept beside a fetched blob. */
final class BlobAttributes {
    private BlobAttributes() {}

    static ObjectAttributes of(ItemRequested request, Instant storedAt) {
        return new ObjectAttributes(
                ObjectAttributes.BYTES.contentType(),
                Map.of(
                        "sha256", request.sha256().hex(),
                        "size", Long.toString(request.size()),
                        "stored-at", storedAt.truncatedTo(ChronoUnit.SECONDS).toString()));
    }
}
