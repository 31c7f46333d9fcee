package io.streammirror.publisher.assemble;

import io.streammirror.simplestreams.ContentId;
import java.util.function.Predicate;

/**
 * What a version must meet to be listed.
 *
 * @param stored where its bytes must be
 * @param unjudged streams that need not be of a shape that MAAS reads
 */
public record Admission(StoredBlobs stored, Predicate<ContentId> unjudged) {
    /** All that MAAS reads and whose bytes are there. */
    public static Admission ofStored(StoredBlobs stored) {
        return new Admission(stored, stream -> false);
    }
}
