package io.streammirror.publisher.assemble;

import io.streammirror.maas.MaasProfile;

/** Requirements that every stored version meets at once. */
public final class StoredRequirements {
    private StoredRequirements() {}

    public static ListingRequirements of(StoredBlobs stored) {
        return new ListingRequirements(
                stored, stream -> false, MaasProfile.DEFAULT, PublicationDelay.NONE, Quarantine.NONE);
    }
}
