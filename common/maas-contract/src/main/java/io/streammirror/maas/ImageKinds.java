package io.streammirror.maas;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which files an image may be made of. MAAS 3.8 reads two shapes of images from a stream, and one product of any other shape makes it
 * refuse the whole source.
 */
public final class ImageKinds {
    /** The list of what is inside; MAAS demands one and never reads it. */
    public static final String MANIFEST = "manifest";

    /** A device tree: the older releases download it. */
    static final String DEVICE_TREE = "boot-dtb";

    private static final Set<String> ROOTS = Set.of("root-image.gz", "squashfs");
    private static final Set<String> MULTI_FILE =
            Set.of(DEVICE_TREE, "boot-initrd", "boot-kernel", MANIFEST, "root-image.gz", "squashfs");
    static final String ARCHIVE = "root-tgz";

    private ImageKinds() {}

    /**
     * The shape of an image of files of these kinds; a manifest may be left out.
     *
     * @throws IllegalArgumentException when MAAS would not read such an image, for people
     */
    public static ProductShape shapeOf(Collection<String> kinds) {
        var given = new TreeSet<String>();
        for (String kind : kinds) {
            requireReadable(kind);
            if (!given.add(kind)) {
                throw new IllegalArgumentException("there are two files of kind '" + kind + "'");
            }
        }
        given.remove(MANIFEST);
        if (given.contains(ARCHIVE)) {
            if (given.size() > 1) {
                throw new IllegalArgumentException(
                        "an image is either one archive, root-tgz, or kernel, initial ramdisk and root file system, not both: "
                                + given);
            }
            return ProductShape.SINGLE_FILE;
        }
        for (String needed : List.of("boot-kernel", "boot-initrd")) {
            if (!given.contains(needed)) {
                throw new IllegalArgumentException("there is no " + needed
                        + ": an image is boot-kernel, boot-initrd and squashfs," + " or one archive, root-tgz");
            }
        }
        if (given.stream().filter(ROOTS::contains).count() != 1) {
            throw new IllegalArgumentException("an image has one root file system, either squashfs or root-image.gz");
        }
        return ProductShape.MULTI_FILE;
    }

    /** Remarks about an image of files of these kinds, although MAAS reads it. */
    public static List<String> remarks(Collection<String> kinds) {
        return kinds.contains(DEVICE_TREE)
                ? List.of("note: MAAS 3.8 never downloads " + DEVICE_TREE
                        + "; machines that need it boot with MAAS 3.7 and older only")
                : List.of();
    }

    private static void requireReadable(String kind) {
        if (RequiredFields.of(ProductShape.BOOTLOADER).includesItem(kind)) {
            throw new IllegalArgumentException(
                    "'" + kind + "' is a bootloader; MAAS takes those from upstream's stream of them");
        }
        if (!MULTI_FILE.contains(kind) && !kind.equals(ARCHIVE)) {
            throw new IllegalArgumentException("'" + kind
                    + "' is no kind of file that MAAS 3.8 reads from a stream, and one"
                    + " such product would make it refuse the whole source; the kinds are " + new TreeSet<>(MULTI_FILE)
                    + " and " + ARCHIVE + "; anything else goes to each MAAS by 'maas boot-resources create'");
        }
    }
}
