package io.streammirror.upstream;

import java.net.URI;

/** A document that was refused, exactly as it came: what somebody must look at to understand why. */
@SuppressWarnings("ArrayRecordComponent") // carried, never compared
public record RefusedDocument(URI url, byte[] bytes) {}
