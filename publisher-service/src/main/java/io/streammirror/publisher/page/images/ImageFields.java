package io.streammirror.publisher.page.images;

import io.streammirror.text.SafeText;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a product in the words that MAAS uses for them. Every text is harmless and short: upstream may write anything.
 *
 * @param fields of the product and its document, as text
 */
public record ImageFields(Map<String, String> fields) {
    /** Of a product or a stream; the longest ones of images.maas.io have some 70 characters. */
    public static final int MAX_NAME = 120;

    /** Of any other text. */
    public static final int MAX_TEXT = 60;

    /** The names as their owners write them; MAAS shows the same. */
    private static final Map<String, String> SYSTEMS = Map.of(
            "ubuntu", "Ubuntu",
            "ubuntu-core", "Ubuntu Core",
            "centos", "CentOS",
            "rhel", "RHEL",
            "ol", "Oracle Linux",
            "suse", "SUSE",
            "esxi", "VMware ESXi");

    private static final String BOOTLOADERS = "Bootloaders";

    /** Where the image is grouped. */
    public String system() {
        if (isBootloader()) {
            return BOOTLOADERS;
        }
        String os = text("os");
        return text("os_title").isEmpty()
                ? SYSTEMS.getOrDefault(os, capital(os.isEmpty() ? "Other" : os))
                : text("os_title");
    }

    private static String capital(String os) {
        return os.substring(0, 1).toUpperCase(Locale.ROOT) + os.substring(1);
    }

    /** In which order groups come: Ubuntu first, bootloaders last. */
    public static String groupOrder(String system) {
        if (system.startsWith("Ubuntu")) {
            return "0" + system;
        }
        return (system.equals(BOOTLOADERS) ? "2" : "1") + system.toLowerCase(Locale.ROOT);
    }

    public boolean isBootloader() {
        return fields.containsKey("bootloader-type");
    }

    public String title() {
        return Optional.of(text("release_title"))
                .filter(title -> !title.isEmpty())
                .orElseGet(() -> isBootloader() ? text("os") : release());
    }

    /** As in a selection of MAAS; empty for a bootloader. */
    public String release() {
        return text("release");
    }

    public String architecture() {
        return text("arch");
    }

    public String label() {
        return text("label");
    }

    /** The kernel, such as {@code hwe-24.04}; for a bootloader its type; empty for an image in one archive. */
    public String kernel() {
        if (isBootloader()) {
            return text("bootloader-type");
        }
        String subarchitecture = text("subarch");
        return subarchitecture.equals("generic") && !fields.containsKey("krel") ? "" : subarchitecture;
    }

    public @Nullable String supportEol() {
        return date("support_eol");
    }

    public @Nullable String supportEsmEol() {
        return date("support_esm_eol");
    }

    private @Nullable String date(String field) {
        String date = text(field);
        return date.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}") ? date : null;
    }

    private String text(String field) {
        return SafeText.line(fields.getOrDefault(field, ""), MAX_TEXT);
    }
}
