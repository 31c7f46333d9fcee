package io.streammirror.decision;

import io.streammirror.simplestreams.Sha256;

/**
 * The images that operators added to what upstream offers.
 *
 * <p>Entries of the log must stay small, so what the images are lies in a document of the store, a new one with each change.
 *
 * @param document its address among the blobs
 * @param versions how many it describes
 * @param order the last change
 */
public record CustomImages(Sha256 document, int versions, StandingOrder order) {
    /** More than anybody builds by hand, and few enough for one document. */
    public static final int MAX_VERSIONS = 1000;
}
