package io.streammirror.fetcher.claim;

import io.streammirror.store.UploadId;
import io.streammirror.store.UploadedPart;
import java.util.List;
import java.util.Map;

/**
 * How far a large blob is: consecutive parts from the first one on, all of them stored and hashed.
 *
 * @param partSize bytes of each of these parts
 * @param parts what the store acknowledged for the bytes that were hashed
 * @param digests the state of every digest after the last of these parts, by name
 * @param source where the bytes came from
 * @param validator the state of the item at that source; empty if the source named none
 */
public record Progress(
        UploadId upload,
        int partSize,
        List<UploadedPart> parts,
        Map<String, String> digests,
        String source,
        String validator) {
    public Progress {
        parts = List.copyOf(parts);
        digests = Map.copyOf(digests);
    }

    public long bytes() {
        return (long) partSize * parts.size();
    }
}
