package io.streammirror.api;

import io.streammirror.mirror.MirrorName;
import io.streammirror.simplestreams.Sha256;
import java.time.Instant;

/**
 * The data of a {@code publication} event: what clients of a mirror get from now on.
 *
 * @param products number in the publication, like versions and items
 */
public record PublicationEvent(
        MirrorName mirror, Sha256 publication, Instant published, int products, int versions, int items) {}
