package io.streammirror.publisher.assemble;

import io.streammirror.maas.MaasProfile;
import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.Version;
import java.util.function.Predicate;

/**
 * What a version must meet to be listed with the content that it is to have.
 *
 * @param stored where its bytes must be
 * @param unjudged streams that need not be of a shape that MAAS reads
 * @param profile the releases of MAAS that must take everything else
 * @param maturity how long its bytes must have been there
 */
public record Admission(StoredBlobs stored, Predicate<ContentId> unjudged, MaasProfile profile, Maturity maturity) {
    /** For all releases of MAAS that are in use. */
    public Admission(StoredBlobs stored, Predicate<ContentId> unjudged, Maturity maturity) {
        this(stored, unjudged, MaasProfile.DEFAULT, maturity);
    }

    /** All that MAAS reads and whose bytes are there. */
    public static Admission ofStored(StoredBlobs stored) {
        return new Admission(stored, stream -> false, Maturity.AT_ONCE);
    }

    /** Whether all bytes are there and have been for long enough. */
    boolean admits(Version version) {
        return stored.containsAllOf(version) && maturity.isMature(version);
    }
}
