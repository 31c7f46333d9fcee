package io.streammirror.publisher.assemble;

import io.streammirror.maas.MaasProfile;
import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.Version;
import java.util.function.Predicate;

/**
 * The requirements that a version must meet to be listed with its new content.
 *
 * @param stored where its bytes must be
 * @param unchecked streams that need not be of a shape that MAAS reads
 * @param profile the releases of MAAS that must be able to use everything else
 * @param delay how long its bytes must have been there
 * @param quarantine what must not be listed
 */
public record ListingRequirements(
        StoredBlobs stored,
        Predicate<ContentId> unchecked,
        MaasProfile profile,
        PublicationDelay delay,
        Quarantine quarantine) {
    /** Whether all bytes are there and have been for long enough. */
    boolean admits(Version version) {
        return stored.containsAllOf(version) && delay.isOver(version);
    }
}
