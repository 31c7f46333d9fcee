package io.streammirror.fetcher.checkpoint;

import io.streammirror.store.UploadId;
import io.streammirror.store.UploadedPart;
import java.util.List;
import java.util.Map;

/**
 * How far a large blob is: an unbroken row of parts from the first, all of them stored and hashed.
 *
 * @param partSize bytes of each of these parts
 * @param parts what the store acknowledged for the bytes that were hashed
 * @param digests the state of every digest after the last of these parts, by name
 * @param source where the bytes came from
 * @param validator what told their state of the item at that source from others; empty when nothing did
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
