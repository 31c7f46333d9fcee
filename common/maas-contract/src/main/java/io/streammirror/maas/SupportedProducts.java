package io.streammirror.maas;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Which products MAAS takes from a stream, by name and by fields; it ignores all others without a word. */
final class SupportedProducts {
    private static final Pattern UBUNTU_NAME = Pattern.compile(":v([23]|3\\+platform):", Pattern.CASE_INSENSITIVE);
    private static final Pattern UBUNTU_CORE_NAME = Pattern.compile(":v4:", Pattern.CASE_INSENSITIVE);

    /** Systems of bootloaders by their type, with the architecture for which MAAS takes each. */
    private static final Map<String, Map<String, String>> BOOTLOADERS = Map.of(
            "pxe", Map.of("pxelinux", "i386"),
            "uefi", Map.of("grub-efi-signed", "amd64", "grub-efi", "arm64"),
            "open-firmware", Map.of("grub-ieee1275", "ppc64el"));

    private SupportedProducts() {}

    /** Whether the older releases take a product of these flattened fields. */
    static boolean isUsed(String name, Map<String, String> fields) {
        String os = fields.getOrDefault("os", "");
        if (os.toLowerCase(Locale.ROOT).contains("ubuntu") && !isUbuntuName(name)) {
            return os.equals("ubuntu-core") && UBUNTU_CORE_NAME.matcher(name).find();
        }
        String type = fields.get("bootloader-type");
        return type == null || (isBootloaderName(name) && isUsedBootloader(type, os, fields.getOrDefault("arch", "")));
    }

    static boolean isUbuntuName(String name) {
        return UBUNTU_NAME.matcher(name).find();
    }

    static boolean isBootloaderName(String name) {
        return name.contains(":1:");
    }

    static boolean isUsedBootloader(String type, String os, String arch) {
        return BOOTLOADERS.getOrDefault(type, Map.of()).getOrDefault(os, "").equals(arch) && !arch.isEmpty();
    }

    /** Whether MAAS takes bootloaders of this type and system for some architecture. */
    static boolean isKnownBootloader(String type, String os) {
        return BOOTLOADERS.getOrDefault(type, Map.of()).containsKey(os);
    }
}
