package io.streammirror.maas;

import java.util.List;
import java.util.Set;

/**
 * The fields that MAAS 3.8 requires of products of one shape, at product and at item level. It inherits nothing.
 *
 * @param fields text fields that every product must have
 * @param optionalFields fields that must be text or null where they are present
 * @param dateFields fields that must be a day or null where they are present
 * @param versionDateFields the same on every version
 * @param itemSets of each of these every version must have at least one item
 * @param itemFields text fields of those items, beside path and sha256
 * @param optionalItemFields fields of those items that must be text or null where they are present
 */
record RequiredFields(
        List<String> fields,
        List<String> optionalFields,
        List<String> dateFields,
        List<String> versionDateFields,
        List<Set<String>> itemSets,
        List<String> itemFields,
        List<String> optionalItemFields) {
    private static final RequiredFields BOOTLOADER = new RequiredFields(
            List.of("arch", "arches", "bootloader-type", "label", "os"),
            List.of(),
            List.of(),
            List.of(),
            List.of(Set.of("grub2", "grub2-signed", "shim-signed", "syslinux")),
            List.of("ftype", "src_package", "src_release", "src_version"),
            List.of());
    private static final RequiredFields BOOTLOADER_ARCHIVE = new RequiredFields(
            List.of("arch", "arches", "bootloader-type", "label", "name", "os", "primary_file"),
            List.of(),
            List.of(),
            List.of(),
            List.of(Set.of(ArchivedBootloaders.ITEM)),
            List.of("ftype"),
            List.of());
    private static final RequiredFields MULTI_FILE = image(
            List.of("kflavor", "krel", "release_codename"),
            List.of("support_eol", "support_esm_eol"),
            List.of(
                    Set.of("boot-initrd"),
                    Set.of("boot-kernel"),
                    Set.of("manifest"),
                    Set.of("root-image.gz", "squashfs")));
    private static final RequiredFields SINGLE_FILE =
            image(List.of(), List.of(), List.of(Set.of("manifest"), Set.of("root-tgz")));

    static RequiredFields of(ProductShape shape) {
        return switch (shape) {
            case BOOTLOADER -> BOOTLOADER;
            case BOOTLOADER_ARCHIVE -> BOOTLOADER_ARCHIVE;
            case MULTI_FILE -> MULTI_FILE;
            case SINGLE_FILE -> SINGLE_FILE;
        };
    }

    private static RequiredFields image(
            List<String> optionalFields, List<String> versionDateFields, List<Set<String>> itemSets) {
        return new RequiredFields(
                List.of("arch", "label", "os", "release", "release_title", "subarch", "subarches", "version"),
                optionalFields,
                List.of("support_eol", "support_esm_eol"),
                versionDateFields,
                itemSets,
                List.of("ftype"),
                List.of("kpackage"));
    }

    /** Whether MAAS 3.8 or the preview of 4.0 downloads items of this name, of whichever shape. */
    static boolean isDownloadedByNewest(String name) {
        return BOOTLOADER.downloadsItem(name)
                || BOOTLOADER_ARCHIVE.downloadsItem(name)
                || MULTI_FILE.downloadsItem(name)
                || SINGLE_FILE.downloadsItem(name);
    }

    /** Whether MAAS looks at items of this name; it ignores all others. */
    boolean includesItem(String name) {
        return itemSets.stream().anyMatch(names -> names.contains(name));
    }

    /** Whether MAAS downloads items of this name. */
    boolean downloadsItem(String name) {
        return includesItem(name) && !name.equals(ImageKinds.MANIFEST);
    }

    /** Whether one of several, so that a null in its place is nothing. */
    boolean isOneOfSeveral(String name) {
        return itemSets.stream().anyMatch(names -> names.size() > 1 && names.contains(name));
    }
}
