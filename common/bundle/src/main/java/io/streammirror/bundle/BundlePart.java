package io.streammirror.bundle;

/**
 * One tar file of a bundle.
 *
 * @param number from 1
 * @param size of the file in bytes
 */
public record BundlePart(int number, long size) {
    public BundlePart {
        if (number < 1 || size < 0) {
            throw new IllegalArgumentException("part " + number + " of " + size + " bytes cannot exist");
        }
    }

    /** The name of the file; every file system can hold it. */
    public String fileName() {
        return fileName(number);
    }

    static String fileName(int number) {
        return "part-%04d.tar".formatted(number);
    }
}
