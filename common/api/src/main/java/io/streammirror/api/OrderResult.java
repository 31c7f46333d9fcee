package io.streammirror.api;

import io.streammirror.mirror.MirrorName;

/**
 * The result of an operator's order.
 *
 * @param sequence of the log entry that records the order; of the last entry when nothing changed
 * @param changed false when the order was in force already
 * @param message what is in force now, for people
 */
public record OrderResult(MirrorName mirror, long sequence, boolean changed, String message) {}
