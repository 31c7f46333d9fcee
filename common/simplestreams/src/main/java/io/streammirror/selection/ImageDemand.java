package io.streammirror.selection;

import io.streammirror.simplestreams.ProductsDocument;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether selections ask for images of MAAS, or for bootloaders alone.
 *
 * <p>The images may not be there yet. So a filter is tried on an image that differs from a selected bootloader only as
 * images do.
 */
public final class ImageDemand {
    private static final String BOOTLOADER_TYPE = "bootloader-type";

    /** The fields that distinguish an image from a bootloader of the same label and architecture. */
    private static final Map<String, String> OF_IMAGE = Map.of(
            "os", "ubuntu",
            "release", "noble",
            "version", "24.04",
            "product_name", "com.ubuntu.maas.stable:v3:boot:24.04:amd64:ga-24.04",
            "content_id", "com.ubuntu.maas:stable:v3:download",
            "version_name", "20250101",
            "item_name", "squashfs",
            "ftype", "squashfs",
            "path", "noble/amd64/20250101/squashfs");

    private ImageDemand() {}

    /**
     * False when each selection has filters that match a bootloader, and would match no image.
     *
     * @param selected what the selections have matched
     * @throws FilterException when a regular expression runs away on a value
     */
    public static boolean isIn(List<Selection> selections, Collection<ProductsDocument> selected) {
        return selections.isEmpty()
                || selections.stream().anyMatch(selection -> !isForBootloadersAlone(selection, selected));
    }

    private static boolean isForBootloadersAlone(Selection selection, Collection<ProductsDocument> selected) {
        boolean[] matches = new boolean[2];
        SelectionCheck.eachItem(selected, fields -> {
            if (fields.containsKey(BOOTLOADER_TYPE) && selection.accepts(fields)) {
                var image = new HashMap<>(fields);
                image.remove(BOOTLOADER_TYPE);
                image.putAll(OF_IMAGE);
                matches[0] = true;
                matches[1] |= selection.accepts(image);
            }
        });
        return matches[0] && !matches[1];
    }
}
