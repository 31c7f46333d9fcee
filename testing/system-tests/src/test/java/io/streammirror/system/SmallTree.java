package io.streammirror.system;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.streammirror.sample.Blob;
import io.streammirror.sample.UpstreamTree;
import io.streammirror.simplestreams.ContentId;
import io.streammirror.simplestreams.ItemPath;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;

/**
 * One product in the shape of MAAS's Ubuntu images, small enough to be mirrored in a moment; each step answers another tree.
 *
 * @param name keeps the content of one small tree apart from that of all others
 * @param rootSizes size of the root file system by version
 */
record SmallTree(String name, Instant updated, Map<String, Long> rootSizes) {
    static final ContentId STREAM = new ContentId("com.ubuntu.maas:stable:v3:download");
    static final String PRODUCT = "com.ubuntu.maas.stable:v3:boot:24.04:amd64:ga-24.04";

    private static final Map<String, Long> SMALL_ITEMS =
            Map.of("boot-initrd", 60_000L, "boot-kernel", 30_000L, "manifest", 500L);

    SmallTree {
        rootSizes = Map.copyOf(rootSizes);
    }

    /** No version yet, of an hour ago. */
    static SmallTree named(String name) {
        return new SmallTree(name, Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofHours(1)), Map.of());
    }

    /** A minute later, with one version more. */
    SmallTree with(String version, long rootSize) {
        var sizes = new TreeMap<>(rootSizes);
        sizes.put(version, rootSize);
        return new SmallTree(name, updated.plusSeconds(60), sizes);
    }

    /** A minute later, with one version less. */
    SmallTree without(String version) {
        var sizes = new TreeMap<>(rootSizes);
        sizes.remove(version);
        return new SmallTree(name, updated.plusSeconds(60), sizes);
    }

    static ItemPath path(String version, String item) {
        return new ItemPath("noble/amd64/" + version + "/" + item);
    }

    UpstreamTree tree() {
        var builder = UpstreamTree.at(updated);
        ObjectNode products = JsonNodeFactory.instance.objectNode();
        ObjectNode product = products.putObject(PRODUCT);
        Map.of("arch", "amd64", "kflavor", "generic", "krel", "noble", "label", "stable", "os", "ubuntu")
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
        new TreeMap<>(rootSizes).forEach((version, rootSize) -> {
            ObjectNode items = versions.putObject(version).putObject("items");
            var sizes = new TreeMap<>(SMALL_ITEMS);
            sizes.put("squashfs", rootSize);
            sizes.forEach((item, size) -> {
                ItemPath path = path(version, item);
                Blob blob = Blob.generated(name + "/" + path, size);
                builder.blob(path, blob);
                items.putObject(item)
                        .put("ftype", item)
                        .put("path", path.value())
                        .put("sha256", blob.sha256().hex())
                        .put("size", size);
            });
        });
        return builder.stream(STREAM, products).build();
    }
}
