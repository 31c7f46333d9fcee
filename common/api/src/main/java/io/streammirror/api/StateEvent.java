package io.streammirror.api;

import io.streammirror.mirror.MirrorName;

/**
 * The data of a {@code state} event. It is sent when anything of the public status changes except progress and publication, so a reader
 * asks for the status then.
 *
 * @param held whether a change of upstream waits for an operator
 * @param failed number of items that could not be fetched
 */
public record StateEvent(
        MirrorName mirror, MirrorPhase state, boolean settled, boolean complete, boolean held, int failed) {}
