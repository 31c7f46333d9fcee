package io.streammirror.publisher.assemble;

import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.Version;
import java.util.function.Predicate;

/**
 * What a version must meet to be listed with the content that it is to have.
 *
 * @param stored where its bytes must be
 * @param unjudged streams that need not be of a shape that MAAS reads
 * @param maturity how long its bytes must have been there
 */
public record ListingRequirements(StoredBlobs stored, Predicate<ContentId> unjudged, PublicationDelay maturity) {
    /** All that MAAS reads and whose bytes are there. */
    public static ListingRequirements ofStored(StoredBlobs stored) {
        return new ListingRequirements(stored, stream -> false, PublicationDelay.AT_ONCE);
    }

    /** Whether all bytes are there and have been for long enough. */
    boolean admits(Version version) {
        return stored.containsAllOf(version) && maturity.isMature(version);
    }
}
