package io.streammirror.api;

import io.streammirror.simplestreams.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * The end of the decision log.
 *
 * @param sequence of the last entry; 0 while the log is empty
 * @param sha256 of the bytes of the last entry; null while the log is empty
 */
public record LogPosition(long sequence, @Nullable Sha256 sha256) {}
