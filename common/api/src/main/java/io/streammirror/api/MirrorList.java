package io.streammirror.api;

import io.streammirror.mirror.MirrorName;
import java.util.List;
import java.util.Objects;

/**
 * The mirrors of a publisher.
 *
 * @param mirrors all of them
 * @param polled those with an upstream of their own; the others are promoted into
 */
public record MirrorList(List<MirrorName> mirrors, List<MirrorName> polled) {
    public MirrorList {
        mirrors = List.copyOf(Objects.requireNonNullElse(mirrors, List.of()));
        polled = List.copyOf(Objects.requireNonNullElse(polled, List.of()));
    }
}
