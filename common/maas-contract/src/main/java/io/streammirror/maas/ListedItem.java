package io.streammirror.maas;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.streammirror.maas.ContractReport.ReadProducts;
import io.streammirror.simplestreams.ItemPath;
import java.util.Map;
import java.util.stream.Stream;

/**
 * An item as a products document lists it, well formed or not.
 *
 * @param document path of that document
 * @param pointer of the item in it
 * @param newest whether it belongs to the one version of its product that MAAS takes
 */
public record ListedItem(ItemPath document, String pointer, String name, ObjectNode fields, boolean newest) {
    /** All items of a document, in its order. */
    public static Stream<ListedItem> of(ReadProducts document) {
        JsonPointer holder = JsonPointer.empty().appendProperty("products");
        return document.products().entrySet().stream().flatMap(product -> {
            Map<String, ObjectNode> versions = Members.of(product.getValue(), "versions");
            String newest = Versions.newest(versions.keySet()).orElse("");
            JsonPointer here = holder.appendProperty(product.getKey()).appendProperty("versions");
            return versions.entrySet().stream()
                    .flatMap(version -> Members.of(version.getValue(), "items").entrySet().stream()
                            .map(item -> new ListedItem(
                                    document.path(),
                                    here.appendProperty(version.getKey())
                                            .appendProperty("items")
                                            .appendProperty(item.getKey())
                                            .toString(),
                                    item.getKey(),
                                    item.getValue(),
                                    version.getKey().equals(newest))));
        });
    }

    /** Whether MAAS 3.8 downloads it; it demands that manifests are listed, and never asks for one. */
    public boolean isDownloaded() {
        return RequiredFields.isDownloadedByNewest(name);
    }

    /** The impact on MAAS when the file is missing. */
    public Impact impactWhenLost() {
        return ItemRules.lost(name, fields, newest);
    }
}
