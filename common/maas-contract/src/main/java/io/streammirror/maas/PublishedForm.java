package io.streammirror.maas;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.streammirror.simplestreams.Product;
import io.streammirror.simplestreams.Version;

/** The JSON in which products and versions go out: as received, but every item in full, since MAAS inherits nothing. */
public final class PublishedForm {
    private PublishedForm() {}

    public static ObjectNode of(Product product) {
        ObjectNode json = product.fields().deepCopy();
        ObjectNode versions = json.putObject("versions");
        product.versions().forEach((name, version) -> versions.set(name.value(), of(version)));
        return json;
    }

    public static ObjectNode of(Version version) {
        ObjectNode json = version.fields().deepCopy();
        ObjectNode items = json.putObject("items");
        version.items().forEach((name, item) -> items.set(name.value(), item.publishedFields()));
        return json;
    }
}
