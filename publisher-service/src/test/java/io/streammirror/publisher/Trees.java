package io.streammirror.publisher;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.streammirror.catalog.Catalog;
import io.streammirror.catalog.CatalogStream;
import io.streammirror.codec.Json;
import io.streammirror.mirror.MirrorName;
import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.DocumentParser;
import io.streammirror.simplestreams.ItemPath;
import io.streammirror.simplestreams.ProductsDocument;
import io.streammirror.simplestreams.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** Builds small catalogs of CentOS-like products: two items a version, the content of an item named by a text. */
public final class Trees {
    public static final MirrorName MIRROR = new MirrorName("maas-stable");
    public static final ContentId STREAM = new ContentId("com.example.maas:stable:centos-bases-download");

    private Trees() {}

    /** A catalog of one stream; each product maps version names to the edition of its content. */
    public static Catalog catalog(SortedMap<String, SortedMap<String, String>> products) {
        return catalog(stream(STREAM, document(products)));
    }

    public static Catalog catalog(CatalogStream... streams) {
        ObjectNode header = JsonNodeFactory.instance.objectNode();
        header.put("format", "index:1.0");
        header.put("updated", "Thu, 24 Jul 2025 08:01:49 +0000");
        header.put("creator", "upstream");
        return Catalog.of(MIRROR, "http://images.example/stable", header, sha256("index"), List.of(streams), List.of());
    }

    public static CatalogStream stream(ContentId contentId, ObjectNode document) {
        document.put("content_id", contentId.value());
        ProductsDocument selected =
                DocumentParser.parseProducts(Json.pretty(document)).document();
        ObjectNode entry = JsonNodeFactory.instance.objectNode();
        entry.put("datatype", "image-ids");
        entry.put("format", "products:1.0");
        entry.put("path", "streams/v1/" + contentId + ".sjson");
        entry.put("sha256", "0".repeat(64));
        entry.put("size", 4711);
        entry.put("cloudname", "kept");
        return new CatalogStream(
                new ItemPath("streams/v1/" + contentId + ".sjson"), sha256(contentId.value()), entry, selected);
    }

    public static ObjectNode document(SortedMap<String, SortedMap<String, String>> products) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("content_id", STREAM.value());
        document.put("datatype", "image-ids");
        document.put("format", "products:1.0");
        document.put("updated", "Thu, 24 Jul 2025 08:01:49 +0000");
        document.put("license", "kept");
        ObjectNode byName = document.putObject("products");
        products.forEach((name, versions) -> byName.set(name, product(name, versions)));
        return document;
    }

    private static ObjectNode product(String name, Map<String, String> versions) {
        ObjectNode product = JsonNodeFactory.instance.objectNode();
        for (String field :
                List.of("arch", "label", "os", "release", "release_title", "subarch", "subarches", "version")) {
            product.put(field, field + " of " + name);
        }
        ObjectNode byName = product.putObject("versions");
        versions.forEach((version, edition) -> {
            ObjectNode items = byName.putObject(version).putObject("items");
            String folder = name + "/" + version + "/";
            items.set("manifest", item("manifest", folder + "root-tgz.manifest", folder + "manifest " + edition));
            items.set("root-tgz", item("root-tgz", folder + "root-tgz", folder + "root " + edition));
        });
        return product;
    }

    public static ObjectNode item(String type, String path, String content) {
        ObjectNode item = JsonNodeFactory.instance.objectNode();
        item.put("ftype", type);
        item.put("path", path);
        item.put("sha256", sha256(content).hex());
        item.put("size", bytes(content).length);
        item.put("kept", true);
        return item;
    }

    public static Sha256 sha256(String content) {
        return Sha256.of(bytes(content));
    }

    public static byte[] bytes(String content) {
        return content.getBytes(StandardCharsets.UTF_8);
    }

    /** Both contents of a version as {@link #catalog} makes it. */
    public static List<String> contents(String product, String version, String edition) {
        String folder = product + "/" + version + "/";
        return List.of(folder + "manifest " + edition, folder + "root " + edition);
    }
}
