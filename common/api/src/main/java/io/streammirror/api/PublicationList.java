package io.streammirror.api;

import io.streammirror.mirror.MirrorName;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A page of the publications that a mirror keeps.
 *
 * @param publications the live one first, then from the newest to the oldest
 * @param next what {@code after} names for the next page; null on the last one
 */
public record PublicationList(
        MirrorName mirror,
        List<PublicationInfo> publications,
        @Nullable String next) {
    public PublicationList {
        publications = List.copyOf(Objects.requireNonNullElse(publications, List.of()));
    }
}
