package io.streammirror.upstream;

import java.net.URI;

/** A document that was refused, exactly as received, for those who look for the reason. */
@SuppressWarnings("ArrayRecordComponent") // carried, never compared
public record RefusedDocument(URI url, byte[] bytes) {}
