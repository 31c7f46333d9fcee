package io.streammirror.api;

import io.streammirror.mirror.MirrorName;

/**
 * The watchers were asked to poll a mirror's upstream.
 *
 * @param mirror that is polled
 */
public record PollResult(MirrorName mirror) {}
