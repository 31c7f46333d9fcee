package io.streammirror.bundle;

/**
 * A range of a part that holds bytes of a blob.
 *
 * @param part number of the part, from 1
 * @param offset in the part's file, in bytes
 * @param length in bytes
 */
public record Piece(int part, long offset, long length) {
    public Piece {
        if (part < 1 || offset < 0 || length < 0) {
            throw new IllegalArgumentException(
                    "a piece of part " + part + " at offset " + offset + " with " + length + " bytes cannot exist");
        }
    }
}
