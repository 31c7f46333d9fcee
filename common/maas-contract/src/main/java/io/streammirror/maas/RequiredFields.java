package io.streammirror.maas;

import java.util.List;
import java.util.Set;

/**
 * What MAAS 3.8 demands of products of one shape, at product and at item level: MAAS 3.7 and later inherit nothing.
 *
 * @param fields text fields that every product must have
 * @param optionalFields fields that must be text or null where they are present
 * @param itemSets of each of these every version must have at least one item
 * @param itemFields text fields of those items, beside the ones that every item has
 */
record RequiredFields(
        List<String> fields, List<String> optionalFields, List<Set<String>> itemSets, List<String> itemFields) {
    private static final RequiredFields BOOTLOADER = new RequiredFields(
            List.of("arch", "arches", "bootloader-type", "label", "os"),
            List.of(),
            List.of(Set.of("grub2", "grub2-signed", "shim-signed", "syslinux")),
            List.of("ftype", "src_package", "src_release", "src_version"));

    private static final RequiredFields MULTI_FILE = image(List.of(
            Set.of("boot-initrd"), Set.of("boot-kernel"), Set.of("manifest"), Set.of("root-image.gz", "squashfs")));

    private static final RequiredFields SINGLE_FILE = image(List.of(Set.of("manifest"), Set.of("root-tgz")));

    static RequiredFields of(ProductShape shape) {
        return switch (shape) {
            case BOOTLOADER -> BOOTLOADER;
            case MULTI_FILE -> MULTI_FILE;
            case SINGLE_FILE -> SINGLE_FILE;
        };
    }

    private static RequiredFields image(List<Set<String>> itemSets) {
        return new RequiredFields(
                List.of("arch", "label", "os", "release", "release_title", "subarch", "subarches", "version"),
                List.of("kflavor", "krel", "release_codename", "support_eol"),
                itemSets,
                List.of("ftype"));
    }

    /** Whether MAAS looks at items of this name; it ignores all others. */
    boolean includesItem(String name) {
        return itemSets.stream().anyMatch(names -> names.contains(name));
    }
}
