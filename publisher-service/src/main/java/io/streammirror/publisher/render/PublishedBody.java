package io.streammirror.publisher.render;

import java.time.Instant;

/**
 * A products document that is live.
 *
 * @param body the unsigned document
 * @param updated as it says
 */
@SuppressWarnings("ArrayRecordComponent") // bytes from the store; never compared
public record PublishedBody(byte[] body, Instant updated) {}
