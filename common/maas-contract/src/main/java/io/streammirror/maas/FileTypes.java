package io.streammirror.maas;

import java.util.Set;

/** The values of {@code ftype} that MAAS knows, the same in 3.4 to 3.8; the older releases skip another one, 3.8 fails. */
final class FileTypes {
    static final String NOTIFICATIONS = "notifications";

    private static final Set<String> KNOWN = Set.of(
            "archive.tar.xz",
            "boot-dtb",
            "boot-initrd",
            "boot-kernel",
            "root-dd",
            "root-dd.bz2",
            "root-dd.gz",
            "root-dd.raw",
            "root-dd.tar",
            "root-dd.tar.bz2",
            "root-dd.tar.xz",
            "root-dd.xz",
            "root-image.gz",
            "root-tbz",
            "root-tgz",
            "root-txz",
            "self-extracting",
            "squashfs");

    private FileTypes() {}

    static boolean isKnown(String ftype) {
        return KNOWN.contains(ftype);
    }
}
