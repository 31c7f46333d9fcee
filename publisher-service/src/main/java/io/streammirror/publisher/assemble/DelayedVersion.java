package io.streammirror.publisher.assemble;

import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.ProductName;
import io.streammirror.simplestreams.VersionName;
import java.time.Instant;

/**
 * A version whose bytes are all stored, and that is not published with its present content because that is too young.
 *
 * @param until when it comes of age
 */
public record DelayedVersion(ContentId stream, ProductName product, VersionName version, Instant until) {}
