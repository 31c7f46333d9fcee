package io.streammirror.benchmarks.catalog;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.streammirror.codec.Json;
import io.streammirror.simplestreams.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A products document with the fields, names and proportions of images.maas.io: 400 products, 2 versions, 4 items each. */
final class SampleStream {
    private static final int PRODUCTS = 400;
    private static final List<String> RELEASES = List.of("focal", "jammy", "noble", "plucky");
    private static final List<String> ARCHITECTURES = List.of("amd64", "arm64", "ppc64el", "s390x", "i386");
    private static final List<String> ITEMS = List.of("boot-initrd", "boot-kernel", "manifest", "squashfs");
    private static final String SUBARCHES =
            "generic,hwe-p,hwe-q,hwe-r,hwe-s,hwe-t,hwe-u,hwe-v,hwe-w,ga-16.04,ga-18.04,ga-20.04,ga-22.04,ga-24.04";

    private SampleStream() {}

    /**
     * A stream of one day.
     *
     * @param factor how many times the size of the real one
     * @param day of the newer version; the older is that of the day before
     */
    static byte[] document(int factor, int day) {
        ObjectNode root = JsonNodeFactory.instance
                .objectNode()
                .put("content_id", "com.ubuntu.maas:stable:v3:download")
                .put("datatype", "image-ids")
                .put("format", "products:1.0")
                .put("updated", "Thu, 24 Jul 2025 08:01:49 +0000");
        ObjectNode products = root.putObject("products");
        for (int i = 0; i < PRODUCTS * factor; i++) {
            addProduct(products, i, day);
        }
        return Json.pretty(root);
    }

    private static void addProduct(ObjectNode products, int number, int day) {
        String release = RELEASES.get(number % RELEASES.size());
        String arch = ARCHITECTURES.get(number / RELEASES.size() % ARCHITECTURES.size());
        String subarch = "ga-" + number;
        ObjectNode product = products.putObject(
                        "com.ubuntu.maas.stable:v3:boot:" + release + ":" + arch + ":" + subarch)
                .put("arch", arch)
                .put("kflavor", "generic")
                .put("krel", release)
                .put("label", "stable")
                .put("os", "ubuntu")
                .put("release", release)
                .put("release_codename", release + " codename")
                .put("release_title", "22.04 LTS")
                .put("subarch", subarch)
                .put("subarches", SUBARCHES)
                .put("support_eol", "2027-04-21")
                .put("support_esm_eol", "2032-04-21")
                .put("version", "22.04");
        for (int version = day - 1; version <= day; version++) {
            addVersion(product, release + "/" + arch + "/202507" + version + "/" + subarch, version);
        }
    }

    private static void addVersion(ObjectNode product, String directory, int day) {
        ObjectNode items =
                product.withObjectProperty("versions").putObject("202507" + day).putObject("items");
        for (String item : ITEMS) {
            String path = directory + "/" + item;
            ObjectNode fields = items.putObject(item)
                    .put("ftype", item)
                    .put("path", path)
                    .put(
                            "sha256",
                            Sha256.of(path.getBytes(StandardCharsets.UTF_8)).hex())
                    .put("size", 100_000_000 + path.hashCode() % 50_000_000);
            if (item.startsWith("boot-")) {
                fields.put("kpackage", "linux-generic");
            }
        }
    }
}
