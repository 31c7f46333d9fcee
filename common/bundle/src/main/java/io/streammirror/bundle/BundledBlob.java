package io.streammirror.bundle;

import io.streammirror.codec.Json;
import io.streammirror.simplestreams.Sha256;
import java.util.List;

/**
 * A blob that the publications of a bundle need.
 *
 * @param size in bytes
 * @param pieces where its bytes are, in their order; none for a blob that the receiver is assumed to have
 */
public record BundledBlob(Sha256 sha256, long size, List<Piece> pieces) {
    public BundledBlob {
        Json.required(sha256, "sha256");
        pieces = List.copyOf(Json.required(pieces, "pieces"));
        long carried = pieces.stream().mapToLong(Piece::length).sum();
        if (size < 0 || (!pieces.isEmpty() && carried != size)) {
            throw new IllegalArgumentException(
                    "blob " + sha256 + " of " + size + " bytes has pieces of " + carried + " bytes");
        }
    }

    /** Whether the bundle has the bytes. */
    public boolean carried() {
        return !pieces.isEmpty();
    }
}
