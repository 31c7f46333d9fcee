package io.streammirror.api;

import io.streammirror.mirror.MirrorName;
import java.util.List;
import java.util.Objects;

/**
 * The publications that a mirror keeps.
 *
 * @param publications the live one first, then from the newest to the oldest
 */
public record PublicationList(MirrorName mirror, List<PublicationInfo> publications) {
    public PublicationList {
        publications = List.copyOf(Objects.requireNonNullElse(publications, List.of()));
    }
}
