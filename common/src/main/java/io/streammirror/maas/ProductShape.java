package io.streammirror.maas;

/** The three kinds of products that MAAS 3.8 reads; all products of a document must be of one kind. */
public enum ProductShape {
    /** What boots a machine far enough to load an image; one of the archives suffices. */
    BOOTLOADER,
    /** An Ubuntu image: kernel, initial ramdisk and root file system apart. */
    MULTI_FILE,
    /** An image in one archive, such as CentOS. */
    SINGLE_FILE
}
