package io.streammirror.decision;

import io.streammirror.simplestreams.Sha256;
import java.time.Instant;

/** A tree that was live: still served to who follows its documents, and the way back. */
public record SupersededPublication(LivePublication publication, Instant supersededAt) {
    public Sha256 id() {
        return publication.id();
    }
}
