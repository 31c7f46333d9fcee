package io.streammirror.log;

import java.time.Instant;

/**
 * Why a mirror does not follow its upstream at present.
 *
 * @param since when this reason was first seen
 */
public record Refusal(String reason, Instant since) {}
