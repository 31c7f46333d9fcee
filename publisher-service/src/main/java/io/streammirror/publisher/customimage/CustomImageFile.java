package io.streammirror.publisher.customimage;

import io.streammirror.simplestreams.Sha256;

/**
 * One file of an image, by its content.
 *
 * @param size in bytes; an empty file is none
 */
public record CustomImageFile(Sha256 sha256, long size) {
    public CustomImageFile {
        if (size <= 0) {
            throw new IllegalArgumentException("a file has " + size + " bytes");
        }
    }
}
