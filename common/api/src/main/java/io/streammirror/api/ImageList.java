package io.streammirror.api;

import io.streammirror.mirror.MirrorName;
import java.util.List;
import java.util.Objects;

/**
 * One page of the images of a mirror.
 *
 * @param total number of images that match the query
 * @param page from 1
 * @param notes what concerns all images, for people
 */
public record ImageList(MirrorName mirror, int total, int page, int pages, List<String> notes, List<ImageInfo> images) {
    public ImageList {
        notes = List.copyOf(Objects.requireNonNullElse(notes, List.of()));
        images = List.copyOf(Objects.requireNonNullElse(images, List.of()));
    }
}
