package io.streammirror.event;

import io.streammirror.mirror.MirrorName;
import io.streammirror.simplestreams.Sha256;
import java.time.Instant;

/**
 * A publication went live.
 *
 * @param publication its id, under which it lies in the store
 * @param catalog the revision it was assembled from
 * @param signer fingerprint of the key that signed it
 */
public record TreePublished(
        MirrorName mirror,
        Sha256 publication,
        Sha256 catalog,
        int products,
        int versions,
        int items,
        String signer,
        Instant time)
        implements Event {
    @Override
    public Topic topic() {
        return Topic.PUBLICATIONS;
    }

    @Override
    public String key() {
        return mirror.value();
    }
}
