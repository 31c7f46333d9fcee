package io.streammirror.system;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.streammirror.sample.Blob;
import io.streammirror.sample.UpstreamTree;
import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.ItemPath;
import java.time.Instant;
import java.util.Map;

/** A tree whose products document has about three megabytes, and few distinct contents: one large item, and small ones. */
final class LargeTree {
    static final ContentId STREAM = new ContentId("com.ubuntu.maas:stable:v3:download");
    static final long LARGE_ITEM_BYTES = 28_000_000;

    private static final int PRODUCTS = 600;
    private static final String[] VERSIONS = {"20250101", "20250102", "20250103", "20250104"};
    private static final String[] SMALL_ITEMS = {"boot-initrd", "boot-kernel", "manifest"};
    private static final Blob LARGE = Blob.generated("large", LARGE_ITEM_BYTES);
    private static final Blob SMALL = Blob.generated("small", 1_000);
    private static final Blob ROOT = Blob.generated("root", 1_000_000);

    private LargeTree() {}

    /** The path of a root file system. */
    static String root(int product, String version) {
        return "noble/arch" + product + "/" + version + "/squashfs";
    }

    static String largeItem() {
        return root(0, VERSIONS[0]);
    }

    /** A state of it; each is a minute later than the one before, and has a product more. */
    static UpstreamTree state(Instant start, int number) {
        var builder = UpstreamTree.at(start.plusSeconds(60L * number));
        ObjectNode products = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < PRODUCTS + number; i++) {
            add(builder, products, i);
        }
        return builder.stream(STREAM, products).build();
    }

    private static void add(UpstreamTree.Builder builder, ObjectNode products, int number) {
        String arch = number == 0 ? "amd64" : "arch" + number;
        ObjectNode product = products.putObject("com.ubuntu.maas.stable:v3:boot:24.04:" + arch + ":ga-24.04");
        Map.of("arch", arch, "kflavor", "generic", "krel", "noble", "label", "stable", "os", "ubuntu")
                .forEach(product::put);
        Map.of(
                        "release", "noble",
                        "release_codename", "Noble Numbat",
                        "release_title", "24.04 LTS",
                        "subarch", "ga-24.04",
                        "subarches", "generic,ga-24.04",
                        "support_eol", "2029-05-31",
                        "version", "24.04")
                .forEach(product::put);
        ObjectNode versions = product.putObject("versions");
        for (String version : VERSIONS) {
            ObjectNode items = versions.putObject(version).putObject("items");
            for (String item : SMALL_ITEMS) {
                add(builder, items, item, "noble/arch" + number + "/" + version + "/" + item, SMALL);
            }
            String root = root(number, version);
            add(builder, items, "squashfs", root, root.equals(largeItem()) ? LARGE : ROOT);
        }
    }

    private static void add(UpstreamTree.Builder builder, ObjectNode items, String type, String path, Blob content) {
        builder.blob(new ItemPath(path), content);
        items.putObject(type)
                .put("ftype", type)
                .put("path", path)
                .put("sha256", content.sha256().hex())
                .put("size", content.size());
    }
}
