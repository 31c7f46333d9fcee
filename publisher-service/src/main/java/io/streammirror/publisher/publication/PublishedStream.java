package io.streammirror.publisher.publication;

import io.streammirror.simplestreams.Sha256;
import java.time.Instant;

/**
 * One products document of a publication.
 *
 * @param body blob of the unsigned document; its hash is also in the immutable names of all its forms
 * @param updated as the document itself says; older than the publication's when the document has not changed since
 */
public record PublishedStream(Sha256 body, Instant updated, Counts counts) {}
