package io.streammirror.decision;

import java.time.Instant;

/**
 * Why a mirror does not follow its upstream at present.
 *
 * @param since when this reason was first seen
 */
public record UpstreamRefusal(String reason, Instant since) {}
