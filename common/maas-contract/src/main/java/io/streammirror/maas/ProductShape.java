package io.streammirror.maas;

import java.util.List;
import java.util.stream.Stream;

/** The kinds of products that the strict reader of MAAS reads; all products of a document must be of one kind. */
public enum ProductShape {
    /** Files that boot a machine far enough to load an image; one of the archives suffices. */
    BOOTLOADER("bootloaders"),
    /** A bootloader in one archive, which a draft of MAAS 4.0 reads; MAAS 3.8 refuses a source with such products. */
    BOOTLOADER_ARCHIVE("bootloaders of MAAS 4.0"),
    /** An Ubuntu image: kernel, initial ramdisk and root file system apart. */
    MULTI_FILE("Ubuntu images"),
    /** An image in one archive, such as CentOS. */
    SINGLE_FILE("images in one archive");

    private final String label;

    ProductShape(String label) {
        this.label = label;
    }

    /** Whether its products boot machines, and are no images. */
    public boolean isBootloader() {
        return this == BOOTLOADER || this == BOOTLOADER_ARCHIVE;
    }

    /** The shapes that all of these releases read. */
    public static List<ProductShape> readBy(MaasProfile profile) {
        return Stream.of(values())
                .filter(shape -> shape != BOOTLOADER_ARCHIVE || profile.oldest() == MaasRelease.V4_0)
                .toList();
    }

    /** For people. */
    @Override
    public String toString() {
        return label;
    }
}
