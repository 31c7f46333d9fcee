package io.streammirror.maas;

/** The three kinds of products that MAAS 3.8 reads; all products of a document must be of one kind. */
public enum ProductShape {
    /** Files that boot a machine far enough to load an image; one of the archives suffices. */
    BOOTLOADER("bootloaders"),
    /** An Ubuntu image: kernel, initial ramdisk and root file system apart. */
    MULTI_FILE("Ubuntu images"),
    /** An image in one archive, such as CentOS. */
    SINGLE_FILE("images in one archive");

    private final String label;

    ProductShape(String label) {
        this.label = label;
    }

    /** For people. */
    @Override
    public String toString() {
        return label;
    }
}
