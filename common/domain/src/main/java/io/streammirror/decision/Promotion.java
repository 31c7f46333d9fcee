package io.streammirror.decision;

import io.streammirror.mirror.MirrorName;
import io.streammirror.simplestreams.Sha256;

/**
 * Where the content of a mirror was promoted from last.
 *
 * @param publication of the other mirror, which may have forgotten it since
 * @param order who did so, and why
 */
public record Promotion(MirrorName from, Sha256 publication, StandingOrder order) {}
