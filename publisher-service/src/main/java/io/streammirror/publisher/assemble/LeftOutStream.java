package io.streammirror.publisher.assemble;

import io.streammirror.simplestreams.ContentId;

/**
 * A selected stream that is not published as a whole, because no version of it has a shape that MAAS reads.
 *
 * @param reason for a person
 */
public record LeftOutStream(ContentId stream, String reason) {}
